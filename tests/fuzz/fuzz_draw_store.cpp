// Any bytes are a store of draws or an InputError (MachineFailure where SQLite finds the disk at fault); draws that were
// read have what was written, and further draws can be added.
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/base/machine_failure.hpp"
#include "parley/uncertainty/sensitivity.hpp"
#include "read_or_refuse.hpp"
#include "temporary_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parley;
  static const test::TemporaryFolder folder;
  const std::filesystem::path file =
      fuzz::write(folder, "store", std::string_view(reinterpret_cast<const char*>(bytes), size));
  fuzz::read_or_refuse([&] {
    try {
      const auto store = uncertainty::open_draw_store(file, "a plan");
      for (const uncertainty::Draw& draw : store->load()) fuzz::require(draw.values.size() < size);
      store->save({{.index = 7, .failure = "", .values = {1.5, 2.5}}});
      bool is_there = false;
      for (const uncertainty::Draw& draw : store->load())
        is_there = is_there || (draw.index == 7 && draw.values == std::vector{1.5, 2.5});
      fuzz::require(is_there);
    } catch (const MachineFailure& failure) {
      fuzz::require(*failure.what() != '\0');
    }
  });
  std::filesystem::remove(folder / "store-journal");
  return 0;
}
