#pragma once

#include <functional>

#include "parley/replicate/ossa_2014.hpp"
#include "parley/replicate/replication.hpp"
#include "parley/strategy/bound_search.hpp"
#include "parley/strategy/fixed_firms_game.hpp"
#include "parley/text/csv.hpp"

namespace parley::replicate::ossa {

/// The article's world with its two kinds of government.
struct Case {
  std::filesystem::path folder;
  model::FixedFirmsEconomy economy;
  std::vector<model::FixedFirmsGovernment> unweighted;  ///< "BAS"
  std::vector<model::FixedFirmsGovernment> weighted;    ///< "POL": lobbying weights
};
[[nodiscard]] Case read_case(const std::filesystem::path& folder);

enum class Tariffs { bilateral, mfn };
/// "bilateral", "MFN"
[[nodiscard]] const char* name_of(Tariffs tariffs);

/// Tariffs between 0 and 1000 % of all governments, or of one alone with the others as in fact.
[[nodiscard]] strategy::FixedFirmsGame game_of_all(const model::FixedFirmsEconomy& economy,
                                                   const std::vector<model::FixedFirmsGovernment>& governments,
                                                   Tariffs tariffs, double lowest_tariff = 0);
[[nodiscard]] strategy::FixedFirmsGame game_of_one(const model::FixedFirmsEconomy& economy,
                                                   const std::vector<model::FixedFirmsGovernment>& governments,
                                                   Tariffs tariffs, Country government);

/// One government's instruments sector by sector, for strategy::search_bounds.
[[nodiscard]] std::vector<strategy::InstrumentSet> by_sector(const strategy::FixedFirmsGame& game,
                                                             const strategy::Block& block);
/// Every instrument at the tariff that another game's policy gives its first cell.
[[nodiscard]] strategy::Policy translated(const strategy::FixedFirmsGame& to,
                                          const Array<Sector, Importer, Exporter>& tariffs);

/// What the article tabulates, by region; ratios to the factual base, tariffs as fractions.
struct Figures {
  std::vector<double> government, welfare, wage, profit, expenditure, median_tariff;
};
[[nodiscard]] Figures figures_of(const strategy::FixedFirmsGame& game, const strategy::Position& position);
/// Each ratio over the same one at another base; tariffs as they are.
[[nodiscard]] Figures relative_to(const Figures& figures, const Figures& base);

/// The article's percentages: wages relative to their simple mean, profits relative to the own wage.
struct Percentages {
  std::vector<double> government, welfare, wage, profit, median_tariff;
};
[[nodiscard]] Percentages percentages_of(const Figures& figures);

/// A printed table of seven regions and their mean beside the computed one.
struct PrintedTable {
  std::string file;  ///< "published_TABLE3a.csv"
  std::string name;  ///< "TABLE 3a"
  std::vector<std::string> columns;
  std::vector<int> decimals;
};
/// Why a cell may differ; empty where there is no reason, and the cell then fails.
using Reason = std::function<std::string(std::size_t row, std::size_t column, double published)>;

/// `computed` by region, then by column; the mean row is added here.
void compare_table(const Case& data, const PrintedTable& table, const std::vector<std::vector<double>>& computed,
                   const Reason& reason, Replication& report);

/// A printed file of the article, which has no line of column names.
[[nodiscard]] text::CsvTable read_printed(const std::filesystem::path& file, const std::vector<std::string>& columns);

/// Adds one line of comparison: the largest difference between numbers by region.
struct NamedColumn {
  std::string name, unit;
  double tolerance;
};
void compare_column(const text::CsvTable& file, const std::string& column, const model::FixedFirmsEconomy& economy,
                    const std::vector<double>& ours, const NamedColumn& named, Replication& report);

}  // namespace parley::replicate::ossa
