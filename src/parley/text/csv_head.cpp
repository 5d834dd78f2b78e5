#include "parley/text/csv_head.hpp"

namespace parley::text {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Calls `take` with every head line, the mark included, and returns where the head ends.
template <class Take>
std::size_t walk_head(std::string_view bytes, Take take) {
  std::size_t at = bytes.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  while (at < bytes.size() && bytes[at] == '#') {
    const std::size_t end = bytes.find('\n', at);
    const std::size_t next = end == std::string_view::npos ? bytes.size() : end + 1;
    std::string_view line = bytes.substr(at, next - at);
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    take(line);
    at = next;
  }
  return at;
}

}  // namespace

std::string with_blank_head(std::string_view bytes) {
  std::size_t lines = 0;
  const std::size_t end = walk_head(bytes, [&](std::string_view) { ++lines; });
  return std::string(lines, '\n').append(bytes.substr(end));
}

std::vector<std::string> head_lines(std::string_view bytes) {
  std::vector<std::string> lines;
  walk_head(bytes, [&](std::string_view line) {
    line.remove_prefix(1);
    if (line.starts_with(' ')) line.remove_prefix(1);
    lines.emplace_back(line);
  });
  return lines;
}

CsvTable read_csv_with_head(const std::filesystem::path& path) {
  return parse_csv(with_blank_head(read_bytes(path)), path.string());
}

}  // namespace parley::text
