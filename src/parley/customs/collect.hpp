#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "parley/customs/imported.hpp"

namespace parley::customs {

/// The first of several column names that the file has.
[[nodiscard]] std::optional<std::size_t> find_column(const text::CsvTable& csv,
                                                     std::initializer_list<const char*> names);
/// The same; InputError naming the last of them where there is none.
[[nodiscard]] std::size_t need_column(const text::CsvTable& csv, std::initializer_list<const char*> names);

/// A year between 1900 and 2100, or nothing.
[[nodiscard]] std::optional<int> year_in(std::string_view cell);
/// An amount of 0 or more in `unit`, "US dollars", read by `read`; nothing, and a problem, for any other cell.
[[nodiscard]] std::optional<double> amount_at(const text::CsvTable& csv, std::size_t row, std::size_t column,
                                              std::optional<double> (*read)(std::string_view), const char* unit,
                                              ProblemList& problems);
/// True where the cell is digits only.
[[nodiscard]] bool is_digits(std::string_view cell);
/// "H5" is HS2017; anything that is no edition of the Harmonized System gives nothing.
[[nodiscard]] std::optional<std::string> hs_edition(std::string_view classification);

/// Gathers rows, adds up those of one key, and keeps the account of everything left out.
class Collector {
 public:
  Collector(const ImportOptions& options, Observer& observer) : options_(&options), observer_(&observer) {}
  /// Tells the observer now and then how far a walk over the rows has come.
  void progress(std::size_t row, std::size_t rows);
  void keep(TradeRow row);
  /// InputError at `place` where the key is there already.
  void keep(TariffRow row, const Place& place);
  void leave_out(const std::string& cause, double value_usd = 0);
  /// Counts a note; each text is shown once with its count.
  void note(const std::string& text);
  [[nodiscard]] Imported finish(const std::string& file);

 private:
  using Key = std::tuple<int, std::string, std::string, std::string, std::string, std::string>;
  [[nodiscard]] bool is_wanted(int year, const std::string& importer, const std::string& exporter) const;

  const ImportOptions* options_;
  Observer* observer_;
  std::map<Key, double> trade_;
  std::map<Key, TariffRow> tariffs_;
  std::map<std::string, LeftOut> left_out_;
  std::map<std::string, std::size_t> notes_;
  std::size_t kept_ = 0;
  double value_usd_ = 0;
};

/// A code with as many digits as asked for.
struct SizedCode {
  enum class Kind { fits, cut, too_short, unspecified, no_code };
  Kind kind = Kind::no_code;
  std::string code;
};

/// Cuts a code to `digits`; says where it is shorter (a total), "not elsewhere specified" (9999..), or none.
[[nodiscard]] SizedCode sized_code(std::string_view cell, std::size_t digits);

/// Counts the row under the cause that its code gives; false where the row is to be kept.
[[nodiscard]] bool leave_out_by_code(const SizedCode& code, double value_usd, Collector& collector);

}  // namespace parley::customs
