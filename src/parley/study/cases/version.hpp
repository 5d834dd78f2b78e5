#pragma once

#include <string_view>

namespace parley::study {

[[nodiscard]] std::string_view version();  ///< "0.1.0"
[[nodiscard]] std::string_view
commit();  ///< of the checkout that was built, with "-dirty" where files differ; else "unknown"
[[nodiscard]] std::string_view compiler();  ///< "GNU 12.2.0, Release"

}  // namespace parley::study
