#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "parley/customs/imported.hpp"

namespace parley::customs {

/// The first of several column names that the file has; letters' case, blanks and underscores do not tell names apart
/// ("reporterISO", "reporter_iso").
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
///
/// A row is left out as a total only where its parts are in the file. Which they are is known when all rows have been
/// seen: finish() decides.
class Collector {
 public:
  Collector(const ImportOptions& options, Observer& observer) : options_(&options), observer_(&observer) {}
  /// Tells the observer now and then how far a walk over the rows has come.
  void progress(std::size_t row, std::size_t rows);
  /// The digits of a code in a form of statistics, where a lost zero is put back and noted; "" for the total of all
  /// commodities, "9999.." for those not elsewhere specified. Nothing, and a problem, for any other cell.
  [[nodiscard]] std::optional<std::string> code_at(const text::CsvTable& csv, std::size_t row, std::size_t column,
                                                   ProblemList& problems);
  /// A row of trade under its whole code, as code_at gives it.
  void keep(TradeRow row);
  /// The same for a rate; InputError at `place` where the key is there already, or the code is longer than asked for.
  void keep(TariffRow row, const Place& place);
  void leave_out(const std::string& cause, double value_usd = 0);
  /// Counts a note; each text is shown once with its count of rows.
  void note(const std::string& text);
  /// A note on the whole file.
  void say(const std::string& text) { said_.push_back(text); }
  /// Names the columns with cells that no reader looks at.
  void name_unread(const text::CsvTable& csv, const std::set<std::size_t>& read);
  [[nodiscard]] Imported finish(const std::string& file);

 private:
  /// year, importer, exporter, nomenclature, code, and valuation or kind.
  using Key = std::tuple<int, std::string, std::string, std::string, std::string, std::string>;
  struct Sum {
    double value_usd = 0;
    std::size_t rows = 0;
    double parts_usd = 0;  ///< of a total: what its parts in the file add up to
    bool has_parts = false;
  };
  using Sums = std::map<Key, Sum>;

  [[nodiscard]] bool is_wanted(int year, const std::string& importer, const std::string& exporter) const;
  void leave_out_rows(const std::string& cause, const Sum& sum);
  void join_longer_codes();
  void find_parts(const Key& key, double value_usd);
  void leave_out_totals();
  void leave_out_tariff_totals();
  /// Rates of one year under two editions would be taken for rates on different goods.
  void refuse_two_editions(const TariffRow& row, const Place& place);

  const ImportOptions* options_;
  Observer* observer_;
  Sums trade_;
  Sums totals_;       ///< rows of fewer digits than asked for
  Sums unspecified_;  ///< rows of 9999.., which are parts of totals too
  std::map<Key, TariffRow> tariffs_;
  std::vector<Key> tariff_totals_;
  /// By year, importer, exporter and kind: the edition of the first rate, and its line.
  std::map<std::tuple<int, std::string, std::string, std::string>, std::pair<std::string, int>> edition_of_;
  std::map<std::string, LeftOut> left_out_;
  std::map<std::string, std::size_t> notes_;
  std::vector<std::string> said_;
  std::size_t kept_ = 0;
  double value_usd_ = 0;
};

/// Finds rows that say the same twice.
class SeenRows {
 public:
  /// A problem at the place where the words of a row are those of an earlier one.
  void add(std::string words, const Place& place, ProblemList& problems);

 private:
  std::map<std::string, int, std::less<>> line_of_;
};

}  // namespace parley::customs
