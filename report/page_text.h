#pragma once
// The files of report/page, put into the library by the build.

#include <string_view>

namespace d2c::report::page {

extern const std::string_view kPageHtml;
extern const std::string_view kPageCss;
extern const std::string_view kLimitsTxt;
extern const std::string_view kScript;  ///< all of report/page/js
extern const std::string_view kJourneysHtml;
extern const std::string_view kJourneysCss;
extern const std::string_view kJourneyScript;  ///< report/page/journeys, and of report/page/js what it needs
extern const std::string_view kCrosscheckHtml;
extern const std::string_view kCrosscheckCss;

}  // namespace d2c::report::page
