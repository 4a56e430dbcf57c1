#pragma once
// Makes ns-3 3.37 compile as C++20 with GCC 12; force-included into every file that sees ns-3 (D2cNs3.cmake).
// ns3/singleton.h and ns3/simulation-singleton.h declare constructors as `Singleton<T>()`, which C++20 no longer allows ([class.ctor],
// P1787, CWG 2237). The first is declared here in today's spelling; the second is only needed by ns-3's own sources.

// NOLINTBEGIN(bugprone-reserved-identifier,readability-identifier-naming): the include guards are ns-3's
#define SINGLETON_H
#define SIMULATION_SINGLETON_H
// NOLINTEND(bugprone-reserved-identifier,readability-identifier-naming)

namespace ns3 {

template <typename T>
class Singleton {
  public:
    Singleton(const Singleton&) = delete;
    Singleton& operator=(const Singleton&) = delete;
    static T* Get() {
        static T object;
        return &object;
    }

  protected:
    Singleton() = default;
    virtual ~Singleton() = default;
};

}  // namespace ns3
