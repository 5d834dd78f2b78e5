// Any bytes are the text of an option or the manifest of an earlier result, or an InputError.
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/study/cases/earlier_result.hpp"
#include "parley/study/parse_request.hpp"
#include "parley/uncertainty/sensitivity.hpp"
#include "read_or_refuse.hpp"
#include "temporary_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parley;
  static const test::TemporaryFolder folder;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  fuzz::write(folder, "manifest.json", text);
  fuzz::read_or_refuse([&] { static_cast<void>(study::options_of(folder.path(), {})); });
  const std::string word = text.substr(0, 200);
  const Place place{.file = "--option"};
  fuzz::read_or_refuse([&] { static_cast<void>(study::parse_sector_weights({word}, place)); });
  fuzz::read_or_refuse([&] { static_cast<void>(study::parse_country_weights({word}, place)); });
  fuzz::read_or_refuse([&] { static_cast<void>(study::parse_pair(word, place)); });
  fuzz::read_or_refuse([&] { static_cast<void>(study::parse_terms({word}, {})); });
  fuzz::read_or_refuse([&] { static_cast<void>(study::parse_days(word)); });
  fuzz::read_or_refuse([&] { static_cast<void>(study::parse_quantities({word})); });
  fuzz::read_or_refuse([&] { static_cast<void>(uncertainty::parse_uncertainty(word, place)); });
  return 0;
}
