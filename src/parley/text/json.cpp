#include "parley/text/json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "parley/base/error.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/utf8.hpp"

namespace parley::text {
namespace {

/// Text that the library wrote: only inside strings can it hold a character that is not shown.
std::string with_escapes(const std::string& written) {
  std::string out;
  out.reserve(written.size() + 1);
  for (std::size_t at = 0; at < written.size();) {
    const std::size_t length = std::max<std::size_t>(utf8_length(written, at), 1);
    if (is_unprintable(written, at, length)) {
      unsigned code = static_cast<unsigned char>(written[at]) & (length == 1 ? 0x7FU : 0x7FU >> length);
      for (std::size_t k = 1; k < length; ++k)
        code = (code << 6U) | (static_cast<unsigned char>(written[at + k]) & 0x3FU);
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
    } else {
      out.append(written, at, length);
    }
    at += length;
  }
  return out + "\n";
}

template <class Json>
std::string written(const Json& value) {
  // File names may hold bytes that are no UTF-8: the library would throw.
  return with_escapes(value.dump(2, ' ', false, Json::error_handler_t::replace));
}

}  // namespace

nlohmann::json parse_json(std::string bytes, const std::string& file) {
  const std::string text = utf8_text(std::move(bytes), file);
  try {
    return nlohmann::json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    const std::size_t at = std::min(error.byte == 0 ? 0 : error.byte - 1, text.size());
    const auto begin = text.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(at);
    const auto line = 1 + std::count(begin, end, '\n');
    const std::size_t newline = at == 0 ? std::string::npos : text.rfind('\n', at - 1);
    const std::size_t column = newline == std::string::npos ? at + 1 : at - newline;
    throw InputError({file, static_cast<int>(line), static_cast<int>(column), ""}, "is not JSON",
                     "it must hold one value, with nothing after it, as its program wrote it");
  } catch (const nlohmann::json::exception& error) {
    throw InputError({file, 0, 0, ""}, "is not JSON", error.what());
  }
}

nlohmann::json read_json(const std::filesystem::path& path) { return parse_json(read_bytes(path), path.string()); }

std::string json_text(const nlohmann::ordered_json& value) { return written(value); }
std::string json_text(const nlohmann::json& value) { return written(value); }

}  // namespace parley::text
