#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/base/observer.hpp"
#include "parley/customs/country_names.hpp"

namespace parley::customs {

/// A year's trade of one pair in one commodity.
struct TradeRow {
  int year = 0;
  std::string importer;  ///< ISO 3166 alpha-3, or the source's own code where it has none
  std::string exporter;
  std::string nomenclature;  ///< "HS2017", "HTS", ...
  std::string code;          ///< digits
  double value_usd = 0;
  std::string valuation;  ///< cif | fob | customs | fas | duties
  bool operator==(const TradeRow&) const = default;
};

/// A rate that one country charges on one code.
struct TariffRow {
  int year = 0;
  std::string importer;
  std::string exporter;  ///< "WLD" for rates open to everybody; a preference group keeps its source's code
  std::string nomenclature;
  std::string code;
  std::string kind;     ///< mfn | preferential | applied | bound
  double rate_pct = 0;  ///< simple mean over the lines below the code
  std::optional<double> lowest_pct;
  std::optional<double> highest_pct;
  std::size_t lines = 0;               ///< national lines below the code; 0: not stated
  std::size_t lines_without_rate = 0;  ///< of them without an ad valorem rate: not in the mean
  bool operator==(const TariffRow&) const = default;
};

/// Rows of the source that did not become a row of their own, and why.
struct LeftOut {
  std::string cause;
  std::size_t rows = 0;
  double value_usd = 0;
};

/// A file in our form, with an account of every row that was read.
struct Imported {
  std::vector<TradeRow> trade;     ///< in order of year, importer, exporter, code
  std::vector<TariffRow> tariffs;  ///< the same; a file gives one of the two
  std::size_t rows_read = 0;
  std::size_t rows_kept = 0;       ///< rows that are in the result, alone or added up
  double value_usd = 0;            ///< of the rows kept
  std::vector<LeftOut> left_out;   ///< rows_read = rows_kept + their rows
  std::vector<std::string> notes;  ///< what was padded, added up or assumed
};

enum class ImportFormat { comtrade, baci, dataweb, wits };

/// "comtrade", "baci", "dataweb" or "wits"; InputError for anything else.
[[nodiscard]] ImportFormat parse_import_format(std::string_view name, const Place& place);

struct ImportOptions {
  ImportFormat format = ImportFormat::comtrade;
  std::size_t digits = 6;              ///< of the codes to keep; shorter ones are totals, longer ones are added up
  std::string flow;                    ///< comtrade: "import" or "export"; empty: the only one that the file has
  std::string measure;                 ///< dataweb: the data type to take; empty: the only one
  std::string nomenclature;            ///< where the file does not say: "HS2017"
  std::string kind;                    ///< wits: "mfn", "preferential", "applied" or "bound"; empty: all
  std::vector<int> years;              ///< empty: all
  std::vector<std::string> importers;  ///< empty: all
  std::vector<std::string> exporters;  ///< empty: all
  CountryNames countries;
};

/// Brings a download of trade or tariff statistics into our form.
///
/// Totals are left out where their parts are there (the world as partner, chapters, all modes of transport, all customs
/// procedures), so that nothing is counted twice; commodities "not elsewhere specified" (999999) are left out with their
/// dollars. Every row read is either kept or counted under its cause. Columns: docs/importers.md.
/// Errors  InputError naming file, line and column: a column that the format has is absent, a cell that is no year, code,
///         number; a country without a code; two flows or measures where one must be chosen.
[[nodiscard]] Imported import_file(std::string bytes, const std::string& file, const ImportOptions& options,
                                   Observer& observer);

/// The result as CSV in our form; `head` are its first lines, without the mark.
///
///     year,importer,exporter,nomenclature,code,value_usd,valuation
///     year,importer,exporter,nomenclature,code,kind,rate_pct,lowest_pct,highest_pct,lines,lines_without_rate
[[nodiscard]] std::string imported_csv(const Imported& imported, const std::vector<std::string>& head);

/// What the head of the file says: source, rows and dollars kept, everything left out.
[[nodiscard]] std::vector<std::string> imported_head(const Imported& imported, const std::string& source);

}  // namespace parley::customs
