#include "parley/text/csv_head.hpp"

namespace parley::text {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace

std::string with_blank_head(std::string_view bytes) {
  std::size_t lines = 0;
  std::size_t at = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  for (; at < bytes.size() && bytes[at] == '#'; ++lines) {
    const std::size_t end = bytes.find('\n', at);
    at = end == std::string_view::npos ? bytes.size() : end + 1;
  }
  return std::string(lines, '\n').append(bytes.substr(at));
}

CsvTable read_csv_with_head(const std::filesystem::path& path) {
  return parse_csv(with_blank_head(read_bytes(path)), path.string());
}

}  // namespace parley::text
