// What stands in for SQLite where a program is built without it.
#include "parley/base/error.hpp"
#include "parley/uncertainty/sensitivity.hpp"

namespace parley::uncertainty {

std::unique_ptr<DrawStore> open_draw_store(const std::filesystem::path& file, const std::string& /*plan_key*/) {
  throw InputError(Place{.file = file.string()}, "built without SQLite: draws cannot be kept",
                   "leave --store away, or configure with -DPARLEY_SQLITE=ON where SQLite is installed");
}

}  // namespace parley::uncertainty
