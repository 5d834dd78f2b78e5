#include "parley/text/csv.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <optional>
#include <system_error>
#include <unordered_set>
#include <utility>

#include "parley/base/cancelled.hpp"
#include "parley/text/number.hpp"
#include "parley/text/utf8.hpp"

namespace parley::text {
namespace {

/// The longest line (or quoted record): longer ones are an open quote or no table at all.
constexpr std::size_t line_limit = std::size_t{1} << 20;

/// Whether a cell begins, after apostrophes that guard it, as what spreadsheets compute instead of showing it, or as a note.
bool may_be_formula(std::string_view cell) {
  const std::size_t first = cell.find_first_not_of('\'');
  return first != std::string_view::npos && std::string_view("=+-@#\t\n").find(cell[first]) != std::string_view::npos;
}

/// "-1.5" and "+25%", which a spreadsheet may well take for numbers.
bool is_plain_number(std::string_view cell) {
  if (cell.ends_with('%')) cell.remove_suffix(1);
  if (cell.starts_with('+') && cell.find('-') != 1) cell.remove_prefix(1);
  return read_number(cell).has_value();
}

/// An open file, closed at the end.
class File {
 public:
  explicit File(const std::filesystem::path& path) : path_(path) {
    const Place place{path.string(), 0, 0, ""};
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) throw InputError(place, "no such file");
    if (status.type() == std::filesystem::file_type::directory) {
      throw InputError(place, "is a directory", "a file is wanted here");
    }
    // Opened without waiting for who writes into a pipe: nobody may.
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (descriptor_ < 0) throw InputError(place, std::string("cannot be opened: ") + std::strerror(errno));
    constexpr int patience_ms = 500;
    if (status.type() == std::filesystem::file_type::fifo && wait_for_bytes(patience_ms) == 0) refuse_empty_pipe();
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { ::close(descriptor_); }

  /// Reads until the block is full or the file ends, and returns how much it read.
  std::size_t read(char* block, std::size_t size) {
    std::size_t count = 0;
    while (count < size) {
      const ssize_t now = ::read(descriptor_, block + count, size - count);
      if (now == 0) break;
      if (now > 0) {
        count += static_cast<std::size_t>(now);
      } else if (errno == EAGAIN) {
        wait_for_bytes(-1);
      } else {
        fail_to_read();
      }
    }
    return count;
  }

 private:
  int wait_for_bytes(int patience_ms) {
    pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
    const int ready = ::poll(&waiting, 1, patience_ms);
    if (ready < 0) fail_to_read();
    return ready;
  }
  [[noreturn]] void fail_to_read() const {
    if (errno == EINTR) throw Cancelled(path_.string() + " was not read to its end");
    throw InputError({path_.string(), 0, 0, ""}, std::string("cannot be read to its end: ") + std::strerror(errno));
  }
  [[noreturn]] void refuse_empty_pipe() {
    ::close(descriptor_);
    throw InputError({path_.string(), 0, 0, ""}, "is a pipe that nobody writes to, or that was read before",
                     "save what it holds as a file: this command may read it more than once");
  }

  std::filesystem::path path_;
  int descriptor_ = -1;
};

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
  File file(path);
  std::error_code ignored;
  const std::uintmax_t size = std::filesystem::file_size(path, ignored);
  std::string bytes;
  // Pipes have no size; a huge file must not be allocated before its first block has been looked at.
  std::size_t block = ignored || size > line_limit ? line_limit : static_cast<std::size_t>(size) + 1;
  while (true) {
    const std::size_t before = bytes.size();
    bytes.resize(before + block);
    const std::size_t count = file.read(bytes.data() + before, block);
    bytes.resize(before + count);
    if (bytes.size() > limit) {
      throw InputError({path.string(), 0, 0, ""}, "the file is over " + std::to_string(limit) + " bytes",
                       "this is more than a table of this kind can need");
    }
    inspect(bytes.data() + before, count);
    if (count < block) break;
    block = line_limit;
  }
  return bytes;
}

}  // namespace

/// Walks once over the bytes and fills a table; cells are unescaped in place, which only ever shortens them.
class CsvParser {
 public:
  CsvParser(std::string bytes, std::string file) {
    table_.file_ = std::move(file);
    if (bytes.size() > std::numeric_limits<std::uint32_t>::max()) fail(0, "the file is over 4 GB", "split it");
    table_.bytes_ = utf8_text(std::move(bytes), table_.file_);
  }

  CsvTable parse() {
    skip_head();
    read_header();
    table_.cells_.reserve((table_.bytes_.size() - at_) / 8);
    while (next_record()) keep_row();
    problems_.throw_if_any();
    drop_empty_columns();
    return std::move(table_);
  }

 private:
  using Span = CsvTable::Span;

  [[noreturn]] void fail(int line, std::string message, std::string hint) const {
    throw InputError({table_.file_, line, 0, ""}, std::move(message), std::move(hint));
  }

  /// Passes the lines at the head that begin with '#' and say how the file was made; spreadsheets pad and quote them.
  void skip_head() {
    const std::string& bytes = table_.bytes_;
    while (bytes.compare(at_, 1, "#") == 0 || bytes.compare(at_, 2, "\"#") == 0) {
      at_ = std::min(bytes.find('\n', at_), bytes.size());
      if (at_ < bytes.size()) skip_line_end();
    }
  }

  void read_header() {
    if (!next_record()) fail(0, "the file is empty", "the first line must name the columns");
    table_.header_line_ = record_line_;
    std::unordered_set<std::string_view> seen;
    for (const Span& span : record_) {
      const std::string_view name(table_.bytes_.data() + span.begin, span.length);
      if (!name.empty() && !seen.insert(name).second) {
        fail(record_line_, "column '" + std::string(name) + "' appears twice", "remove or rename one of them");
      }
      table_.header_.emplace_back(name);
    }
  }

  /// Spreadsheets write columns that have neither a name nor a cell: they are no columns.
  void drop_empty_columns() {
    const std::size_t width = table_.header_.size();
    std::vector<bool> is_kept(width);
    std::size_t unnamed = 0;
    for (std::size_t at = 0; at < width; ++at) {
      is_kept[at] = !table_.header_[at].empty();
      for (std::size_t cell = at; !is_kept[at] && cell < table_.cells_.size(); cell += width) {
        is_kept[at] = table_.cells_[cell].length > 0;
      }
      if (is_kept[at] && table_.header_[at].empty() && ++unnamed > 1) {
        fail(table_.header_line_, "two columns with cells have no name", "name them in the first line");
      }
    }
    if (std::ranges::find(is_kept, true) == is_kept.end()) {
      fail(table_.header_line_, "no column has a name or a cell", "the first line must name the columns");
    }
    if (std::ranges::find(is_kept, false) == is_kept.end()) return;
    std::size_t write = 0;
    for (std::size_t cell = 0; cell < table_.cells_.size(); ++cell) {
      if (is_kept[cell % width]) table_.cells_[write++] = table_.cells_[cell];
    }
    table_.cells_.resize(write);
    for (std::size_t at = width; at-- > 0;) {
      if (!is_kept[at]) table_.header_.erase(table_.header_.begin() + static_cast<std::ptrdiff_t>(at));
    }
  }

  void keep_row() {
    // Rows of empty cells carry nothing, nor do empty cells beyond the last column.
    const auto is_empty = [](const Span& span) { return span.length == 0; };
    if (record_.size() > 1 && std::all_of(record_.begin(), record_.end(), is_empty)) return;
    while (record_.size() > table_.header_.size() && is_empty(record_.back())) record_.pop_back();
    if (record_.size() != table_.header_.size()) {
      problems_.add(
          {table_.file_, record_line_, 0, ""},
          std::to_string(record_.size()) + " cells where the header has " + std::to_string(table_.header_.size()),
          "give each column one cell; a comma inside a cell needs quotes");
      return;
    }
    table_.cells_.insert(table_.cells_.end(), record_.begin(), record_.end());
    table_.line_of_row_.push_back(record_line_);
  }

  /// Reads the next record that is not blank into record_; false at the end.
  bool next_record() {
    const std::string& bytes = table_.bytes_;
    while (at_ < bytes.size() && at_line_end()) skip_line_end();
    if (at_ >= bytes.size()) return false;
    record_.clear();
    record_line_ = line_;
    record_begin_ = at_;
    while (true) {
      record_.push_back(bytes[at_] == '"' ? quoted_cell() : plain_cell());
      if (at_ - record_begin_ > line_limit) refuse_long_line();
      if (at_ >= bytes.size()) return true;
      if (at_line_end()) {
        skip_line_end();
        return true;
      }
      ++at_;  // the comma
      if (at_ >= bytes.size()) {
        record_.push_back({static_cast<std::uint32_t>(at_), 0});
        return true;
      }
    }
  }

  [[nodiscard]] bool at_line_end() const {
    const std::string& bytes = table_.bytes_;
    return bytes[at_] == '\n' || (bytes[at_] == '\r' && at_ + 1 < bytes.size() && bytes[at_ + 1] == '\n') ||
           (bytes[at_] == '\r' && at_ + 1 == bytes.size());
  }

  void skip_line_end() {
    if (table_.bytes_[at_] == '\r') ++at_;
    if (at_ < table_.bytes_.size()) ++at_;
    ++line_;
  }

  [[noreturn]] void refuse_long_line() const {
    fail(record_line_, "a line over 1 MB", "a quote left open, or no line ends at all?");
  }

  Span plain_cell() {
    const std::string& bytes = table_.bytes_;
    const std::size_t begin = at_;
    const std::size_t end = std::min(bytes.size(), begin + line_limit + 1);
    while (at_ < end && bytes[at_] != ',' && bytes[at_] != '\n' && bytes[at_] != '"' && bytes[at_] != '\r') ++at_;
    if (at_ - begin > line_limit) refuse_long_line();
    if (at_ < bytes.size() && bytes[at_] == '"') {
      fail(line_, "a quote inside a cell that does not start with one", "quote the whole cell and double the quote");
    }
    if (at_ < bytes.size() && bytes[at_] == '\r' && !at_line_end()) {
      fail(line_, "a carriage return that ends no line", "end lines with LF or CRLF");
    }
    return unguarded(begin, at_);
  }

  Span quoted_cell() {
    std::string& bytes = table_.bytes_;
    const int opened_on = line_;
    const std::size_t begin = ++at_;
    std::size_t write = begin;
    while (true) {
      if (at_ >= bytes.size()) fail(opened_on, "a quote is left open", "close the cell with a second quote");
      if (at_ - record_begin_ > line_limit) refuse_long_line();
      const char c = bytes[at_++];
      if (c == '\n') ++line_;
      if (c == '"') {
        if (at_ >= bytes.size() || bytes[at_] != '"') break;
        ++at_;
      }
      bytes[write++] = c;
    }
    if (at_ < bytes.size() && bytes[at_] != ',' && !at_line_end()) {
      fail(line_, "text after the closing quote of a cell", "double a quote that belongs to the text");
    }
    return unguarded(begin, write);
  }

  /// The cell without the apostrophe that csv_cell() puts before what a spreadsheet would compute.
  [[nodiscard]] Span unguarded(std::size_t begin, std::size_t end) const {
    const std::string_view cell(table_.bytes_.data() + begin, end - begin);
    if (cell.starts_with('\'') && may_be_formula(cell)) ++begin;
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end - begin)};
  }

  CsvTable table_;
  ProblemList problems_;
  std::vector<Span> record_;
  std::size_t at_ = 0;
  std::size_t record_begin_ = 0;
  int line_ = 1;
  int record_line_ = 1;
};

bool CsvTable::has_column(std::string_view name) const {
  return std::find(header_.begin(), header_.end(), name) != header_.end();
}

std::size_t CsvTable::column(std::string_view name) const {
  const auto found = std::find(header_.begin(), header_.end(), name);
  if (found != header_.end()) return static_cast<std::size_t>(found - header_.begin());
  std::string hint = did_you_mean(name, header_);
  if (hint.empty() && header_.size() == 1 && header_[0].find_first_of(";\t") != std::string::npos) {
    hint = "cells must be separated by commas";
  }
  if (hint.empty()) {
    hint = "the file has ";
    for (std::size_t i = 0; i < header_.size() && i < 20; ++i) hint += (i == 0 ? "" : ",") + header_[i];
  }
  throw InputError({file_, header_line_, 0, ""}, "no column '" + std::string(name) + "'", hint);
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
  const Span& span = cells_[row * header_.size() + column];
  return {bytes_.data() + span.begin, span.length};
}

Place CsvTable::place(std::size_t row, std::size_t column) const {
  return {file_, line_of_row_[row], 0, "column " + header_[column]};
}

double CsvTable::number(std::size_t row, std::size_t column) const {
  const std::string_view text = cell(row, column);
  if (const std::optional<double> value = read_number(text)) return *value;
  if (text.empty()) throw InputError(place(row, column), "an empty cell", number_hint(text));
  throw InputError(place(row, column), "'" + shortened(text) + "' is not a finite number", number_hint(text));
}

std::int64_t CsvTable::whole(std::size_t row, std::size_t column, std::int64_t least, std::int64_t most) const {
  const std::string_view text = cell(row, column);
  const std::optional<std::int64_t> value = read_whole<std::int64_t>(text);
  if (value && *value >= least && *value <= most) return *value;
  throw InputError(place(row, column), "'" + shortened(text) + "' is not a whole number in its range",
                   "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
}

CsvTable parse_csv(std::string bytes, std::string file) { return CsvParser(std::move(bytes), std::move(file)).parse(); }

std::string csv_note(std::string_view words) {
  std::string line = "# " + printable(words);
  std::replace(line.begin(), line.end(), '\n', ' ');
  return line + '\n';
}

std::string csv_cell(std::string_view value) {
  const std::string text = printable(value);
  const std::string guarded = may_be_formula(text) && !is_plain_number(text) ? "'" + text : text;
  if (guarded.find_first_of(",\"\n") == std::string::npos) return guarded;
  std::string quoted = "\"";
  for (const char c : guarded) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

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
