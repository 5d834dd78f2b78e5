#include "parley/customs/imported.hpp"

#include <fmt/format.h>

#include <utility>

#include "parley/customs/baci.hpp"
#include "parley/customs/comtrade.hpp"
#include "parley/customs/dataweb.hpp"
#include "parley/customs/wits.hpp"
#include "parley/text/csv.hpp"

namespace parley::customs {
namespace {

std::string optional_cell(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : ""; }

}  // namespace

ImportFormat parse_import_format(std::string_view name, const Place& place) {
  if (name == "comtrade") return ImportFormat::comtrade;
  if (name == "baci") return ImportFormat::baci;
  if (name == "dataweb") return ImportFormat::dataweb;
  if (name == "wits") return ImportFormat::wits;
  throw InputError(place, fmt::format("no format '{}'", name), "comtrade, baci, dataweb or wits");
}

Imported import_file(std::string bytes, const std::string& file, const ImportOptions& options, Observer& observer) {
  if (options.format == ImportFormat::dataweb) bytes = dataweb_bytes(std::move(bytes));
  const text::CsvTable csv = text::parse_csv(std::move(bytes), file);
  Collector collector(options, observer);
  switch (options.format) {
    case ImportFormat::comtrade:
      import_comtrade(csv, options, collector);
      break;
    case ImportFormat::baci:
      import_baci(csv, options, collector);
      break;
    case ImportFormat::dataweb:
      import_dataweb(csv, options, collector);
      break;
    case ImportFormat::wits:
      import_wits(csv, options, collector);
      break;
  }
  return collector.finish(file);
}

std::string imported_csv(const Imported& imported, const std::vector<std::string>& head) {
  std::string out;
  for (const std::string& line : head) out += text::csv_note(line);
  if (!imported.trade.empty()) {
    out += "year,importer,exporter,nomenclature,code,value_usd,valuation\n";
    for (const TradeRow& row : imported.trade) {
      out += text::csv_format("{},{},{},{},{},{},{}\n", row.year, row.importer, row.exporter, row.nomenclature,
                              row.code, row.value_usd, row.valuation);
    }
    return out;
  }
  out += "year,importer,exporter,nomenclature,code,kind,rate_pct,lowest_pct,highest_pct,lines,lines_without_rate\n";
  for (const TariffRow& row : imported.tariffs) {
    out += text::csv_format("{},{},{},{},{},{},{},{},{},{},{}\n", row.year, row.importer, row.exporter,
                            row.nomenclature, row.code, row.kind, row.rate_pct, optional_cell(row.lowest_pct),
                            optional_cell(row.highest_pct), row.lines, row.lines_without_rate);
  }
  return out;
}

std::vector<std::string> imported_head(const Imported& imported, const std::string& source) {
  std::vector<std::string> head{source};
  const bool trade = !imported.trade.empty();
  head.push_back(fmt::format("{} rows read, {} kept as {} rows", imported.rows_read, imported.rows_kept,
                             trade ? imported.trade.size() : imported.tariffs.size()));
  if (trade) head.back() += fmt::format(", {:.2f} US dollars", imported.value_usd);
  for (const LeftOut& entry : imported.left_out) {
    std::string line = fmt::format("left out, {} rows", entry.rows);
    if (trade) line += fmt::format(", {:.2f} US dollars", entry.value_usd);
    head.push_back(line + ": " + entry.cause);
  }
  head.insert(head.end(), imported.notes.begin(), imported.notes.end());
  return head;
}

}  // namespace parley::customs
