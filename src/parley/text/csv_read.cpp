#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "parley/text/csv.hpp"
#include "parley/text/csv_limits.hpp"

namespace parley::text {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

File open(const std::filesystem::path& path) {
  const Place place{path.string(), 0, 0, ""};
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) throw InputError(place, "no such file");
  if (status.type() == std::filesystem::file_type::directory) {
    throw InputError(place, "is a directory", "a file is wanted here");
  }
  File file(std::fopen(path.c_str(), "rb"));
  if (!file) throw InputError(place, std::string("cannot be opened: ") + std::strerror(errno));
  return file;
}

/// Follows the physical lines of a file while it is read, so that one without line ends is refused after 1 MB.
struct LineWatch {
  std::size_t length = 0;
  int line = 1;

  /// The line that got too long, or 0.
  int too_long(const char* begin, std::size_t count) {
    const char* const end = begin + count;
    while (begin < end) {
      const void* newline = std::memchr(begin, '\n', static_cast<std::size_t>(end - begin));
      const char* stop = newline == nullptr ? end : static_cast<const char*>(newline);
      length += static_cast<std::size_t>(stop - begin);
      if (length > line_limit + 2) return line;
      if (newline == nullptr) break;
      length = 0;
      ++line;
      begin = stop + 1;
    }
    return 0;
  }
};

template <class Inspect>
std::string read_blocks(const std::filesystem::path& path, std::size_t limit, Inspect inspect) {
  const File file = open(path);
  std::error_code ignored;
  const std::uintmax_t size = std::filesystem::file_size(path, ignored);
  std::string bytes;
  // Pipes have no size; a huge file must not be allocated before its first block has been looked at.
  std::size_t block = ignored || size > line_limit ? line_limit : static_cast<std::size_t>(size) + 1;
  while (true) {
    const std::size_t before = bytes.size();
    bytes.resize(before + block);
    const std::size_t count = std::fread(bytes.data() + before, 1, block, file.get());
    bytes.resize(before + count);
    if (bytes.size() > limit) {
      throw InputError({path.string(), 0, 0, ""}, "the file is over " + std::to_string(limit) + " bytes",
                       "this is more than a table of this kind can need");
    }
    inspect(bytes.data() + before, count);
    if (count < block) break;
    block = line_limit;
  }
  if (std::ferror(file.get()) != 0) throw InputError({path.string(), 0, 0, ""}, "cannot be read to its end");
  return bytes;
}

}  // namespace

std::string read_bytes(const std::filesystem::path& path, std::size_t limit) {
  return read_blocks(path, limit, [](const char*, std::size_t) {});
}

CsvTable read_csv(const std::filesystem::path& path) {
  LineWatch watch;
  std::string bytes = read_blocks(path, std::size_t{1} << 30, [&](const char* begin, std::size_t count) {
    if (const int line = watch.too_long(begin, count); line > 0) {
      throw InputError({path.string(), line, 0, ""}, "a line over 1 MB", "does the file have line ends?");
    }
  });
  return parse_csv(std::move(bytes), path.string());
}

}  // namespace parley::text
