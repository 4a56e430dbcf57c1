#pragma once
// The files of report/page, put into the library by the build.

#include <string_view>

namespace d2c::report::page {

extern const std::string_view page_html;
extern const std::string_view page_css;
extern const std::string_view limits_txt;
extern const std::string_view script;  ///< all of report/page/js

}  // namespace d2c::report::page
