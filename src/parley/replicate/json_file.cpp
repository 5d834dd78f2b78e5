#include "parley/replicate/json_file.hpp"

#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate {

nlohmann::json read_json(const std::filesystem::path& file) {
  try {
    return nlohmann::json::parse(text::read_bytes(file));
  } catch (const nlohmann::json::parse_error& error) {
    throw InputError(Place{.file = file.string()}, "is not JSON", error.what());
  }
}

}  // namespace parley::replicate
