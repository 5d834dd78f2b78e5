#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>

namespace parley::replicate {

/// A reference file in JSON.     Errors  InputError naming the file where it cannot be read or is not JSON.
[[nodiscard]] nlohmann::json read_json(const std::filesystem::path& file);

}  // namespace parley::replicate
