#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/observer.hpp"

namespace parley::replicate {

/// One figure printed in an article beside the same figure computed here.
struct PublishedCell {
  enum class Verdict { agrees, known_exception, differs };
  std::string table;  ///< "TABLE 2"
  std::string row;
  std::string column;
  double published = 0;
  int decimals = 2;  ///< printed digits after the point
  double computed = 0;
  Verdict verdict = Verdict::differs;
  std::string reason;  ///< of a known exception: a misprint, or a cell the authors' own loose program moves
};

/// How the printed figures of one table compare.
struct TableCount {
  std::string table;
  std::size_t figures = 0, agree = 0, known_exceptions = 0;
  [[nodiscard]] std::size_t differ() const { return figures - agree - known_exceptions; }
};

/// A whole file of another program's results beside ours.
struct OracleComparison {
  std::string name;  ///< "welfare of 31 countries, zero deficits"
  std::string unit;  ///< "percentage points"
  std::size_t cells = 0;
  double worst = 0;  ///< largest absolute difference
  double tolerance = 0;
  std::string where;
  /// Counts one more cell that differs by `difference`.
  void add(double difference, std::string_view cell);
  [[nodiscard]] bool holds() const { return worst <= tolerance; }
};

/// A labelled figure that helps to read the comparison.
struct SideNote {
  std::string label;
  std::vector<double> values;
};

/// The computed figure after one thing was switched; no number (NaN) where that says nothing of it.
struct SwitchedEstimate {
  std::string name;
  double computed = 0;
};

/// What somebody else's model or data say of a question, beside Parley's answer: no figure to reproduce.
struct PublishedEstimate {
  std::string question;  ///< "25 % on all goods both ways"
  std::string measure;   ///< "real_income_pct"
  std::string who;       ///< "CHN to USA"
  std::string unit;
  std::string study;
  double lowest = 0, highest = 0;  ///< as published; the same where it is one figure
  double computed = 0;
  std::vector<SwitchedEstimate> switched = {};
  std::string reason = {};  ///< how far apart they are and what brings them closest, from the numbers
};

struct Replication {
  std::string name;
  std::string title;
  std::vector<std::string> notes;
  std::vector<std::string> side_columns;
  std::vector<SideNote> side_table;
  std::vector<PublishedCell> published;
  std::vector<OracleComparison> oracles;
  std::vector<PublishedEstimate> estimates = {};  ///< on which holds() does not depend
  [[nodiscard]] bool holds() const;
};

/// One count for each table, in the order in which they first appear.
[[nodiscard]] std::vector<TableCount> count_by_table(const std::vector<PublishedCell>& cells);

/// Whether two numbers print the same with that many decimals.
[[nodiscard]] bool prints_the_same(double published, double computed, int decimals);

/// Runs one published case on the files in `folder`; docs/replications.md has their form.
///
/// Errors  InputError for an unknown case or wrong files.
[[nodiscard]] Replication replicate(const std::string& name, const std::filesystem::path& folder, Observer& observer);

// One case alone.
[[nodiscard]] Replication replicate_nafta_1993(const std::filesystem::path& folder, Observer& observer);
[[nodiscard]] Replication replicate_analytic(const std::filesystem::path& folder, Observer& observer);
[[nodiscard]] Replication replicate_global_tariff_war(const std::filesystem::path& folder, Observer& observer);
[[nodiscard]] Replication replicate_ossa_2014(const std::filesystem::path& folder, Observer& observer);
[[nodiscard]] Replication replicate_gsim_4x4(const std::filesystem::path& folder, Observer& observer);
/// Lists of tariff lines beside published counts and dollars.
///
/// `folder` is that of the source tables, data/tariff-lines; or scenarios/lines as it ships with Parley, and then what can be
/// counted in its lists.
[[nodiscard]] Replication replicate_tariff_lines(const std::filesystem::path& folder, Observer& observer);
/// Published estimates of the trade war of 2018 beside the story's, with one thing switched at a time.
[[nodiscard]] Replication replicate_trade_war_2018(const std::filesystem::path& folder, Observer& observer);
/// The Kiel Institute's one-year results of 2025 beside a year and the long run on the baseline of 2017.
[[nodiscard]] Replication replicate_kite_2025(const std::filesystem::path& folder, Observer& observer);
/// Made-up economies in the short run and with a nest of home goods, against other programs' results and closed forms.
[[nodiscard]] Replication replicate_short_run(const std::filesystem::path& folder, Observer& observer);
[[nodiscard]] Replication replicate_gravity_30(const std::filesystem::path& folder, Observer& observer);
[[nodiscard]] Replication replicate_gravity_76(const std::filesystem::path& folder, Observer& observer);

}  // namespace parley::replicate
