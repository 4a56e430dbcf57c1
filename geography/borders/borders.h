#pragma once
// Whose land, or whose sea, a place is.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/id.h"
#include "base/quantity.h"
#include "base/vector.h"

namespace d2c {

/// Breadth of the territorial sea: 12 nautical miles (UNCLOS art. 3), here from the drawn coast instead of the baselines.
inline constexpr Metres kTerritorialSea{12.0 * 1852.0};

/// Countries of Natural Earth 1:50m (world-atlas 2.0.2). Borders are drawn as they are held, not as they are claimed; they say nothing
/// about anybody's rights. README.md says what becomes of features without an ISO code.
class Borders {
  public:
    /// A fault if the file cannot be read, is no TopoJSON with `objects.countries`, or has a feature that no rule names.
    static Result<Borders> load(const std::string& countries_50m_json_path);
    ~Borders();
    Borders(Borders&&) noexcept;
    Borders& operator=(Borders&&) noexcept;

    struct Where {
        AreaCode area;
        bool on_land = false;
        bool operator==(const Where&) const = default;
    };
    /// Land: the country's ISO 3166-1 alpha-2 code (`XK` Kosovo, `AQ` Antarctica). Sea within 12 nautical miles of a country's drawn
    /// coast: the nearest country, not on land. The Caspian Sea has no high seas: the nearest country. All other sea: `XZ`, also off
    /// Antarctica, where no territorial sea is recognised (Antarctic Treaty art. IV). Safe to call from several threads.
    /// Throws std::invalid_argument if latitude is not within -90 to 90 degrees or either angle is NaN or infinite.
    Where classify(const Geodetic& place) const;

    /// Classifies many places quickly: it keeps its search state between calls. One for each thread; the Borders must outlive it.
    class Classifier {
      public:
        explicit Classifier(const Borders& borders);
        ~Classifier();
        Classifier(const Classifier&) = delete;
        Classifier& operator=(const Classifier&) = delete;
        /// `unit` is the place's unit vector, geodetic latitude taken as spherical.
        Where classify(const double (&unit)[3]);
        /// The answer for every place within `radius`, if it is one and the same for sure; else nothing.
        std::optional<Where> uniform_within(const double (&unit)[3], Angle radius);

      private:
        friend class Borders;
        struct Impl;
        std::unique_ptr<Impl> impl_;
    };

    /// One closed ring of a country, longitude and latitude [degrees], for drawing; the last point is not the first again.
    struct Outline {
        AreaCode area;
        std::vector<double> longitude_deg, latitude_deg;
    };
    /// All rings, also those too small to classify with.
    const std::vector<Outline>& outlines() const;
    /// Land area of a country on the sphere of the Earth's surface [km^2]; 0 if there is none of that code.
    double land_area_km2(AreaCode area) const;
    /// Codes with land, ascending.
    std::vector<AreaCode> areas() const;
    /// Number of countries whose land holds the place: 0 or 1 if the borders are sound.
    int countries_at(const Geodetic& place) const;

  private:
    struct Impl;
    explicit Borders(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace d2c
