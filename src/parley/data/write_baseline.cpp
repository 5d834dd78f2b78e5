#include <fmt/format.h>

#include <cmath>
#include <iterator>

#include "parley/base/whole_output.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/number.hpp"

namespace parley::data {
namespace {

/// The shortest per cent number that reads back as this fraction.
std::string per_cent(double fraction) {
  const double value = 100.0 * fraction;
  // 100 x may be rounded away from what x came from; a neighbour then reads back.
  for (const double candidate : {value, std::nextafter(value, 0.0), std::nextafter(value, 1e9)}) {
    for (int digits = 1; digits <= 17; ++digits) {
      const double rounded = text::read_number(fmt::format("{:.{}g}", candidate, digits)).value_or(candidate);
      if (rounded / 100.0 == fraction) return fmt::format("{}", rounded);
    }
  }
  return fmt::format("{}", value);
}

namespace fs = std::filesystem;

/// Numbers as written read back as the same double.
class Writer {
 public:
  Writer(const OutputFolder& folder, const char* name) : folder_(folder), name_(name) {}
  template <class... Values>
  void row(fmt::format_string<text::CsvValue<Values>...> format, const Values&... values) {
    line(text::csv_format(format, values...));
  }
  void line(std::string_view text) {
    text_.append(text);
    text_.push_back('\n');
  }
  void save() const { folder_.save(name_, {text_.data(), text_.size()}); }

 private:
  const OutputFolder& folder_;
  const char* name_;
  fmt::memory_buffer text_;
};

void write_labels(const BaselineData& data, const OutputFolder& folder) {
  const Economy& labels = data.economy;
  Writer regions(folder, "regions.csv");
  regions.line("code,name");
  for (const Country n : labels.countries()) regions.row("{},{}", labels.code(n), labels.region(n).name);
  regions.save();
  Writer sectors(folder, "sectors.csv");
  sectors.line("code,name,goods");
  for (const Sector s : labels.sectors()) {
    sectors.row("{},{},{}", labels.code(s), labels.sector(s).name, labels.sector(s).is_goods ? 1 : 0);
  }
  sectors.save();
  Writer elasticities(folder, "elasticities.csv");
  elasticities.line("sector,theta,source");
  for (const Sector s : labels.sectors()) {
    elasticities.row("{},{},{}", labels.code(s), data.trade_elasticity(s), data.elasticity_source[s.value()]);
  }
  elasticities.save();
  if (!labels.groups().empty()) {
    Writer groups(folder, "groups.csv");
    groups.line("group,name,member,customs_union");
    for (const CountryGroup& group : labels.groups()) {
      for (const Country n : group.members)
        groups.row("{},{},{},{}", group.code, group.name, labels.code(n), group.is_customs_union ? 1 : 0);
    }
    groups.save();
  }
  if (data.population.empty()) return;
  Writer population(folder, "population.csv");
  population.line("region,persons");
  for (const Country n : labels.countries()) population.row("{},{:.0f}", labels.code(n), data.population(n));
  population.save();
}

void write_trade(const BaselineData& data, const OutputFolder& folder) {
  const Economy& labels = data.economy;
  Writer flows(folder, "flows.csv");
  flows.line("exporter,importer,sector,value_musd");
  for (const Exporter i : labels.exporters()) {
    for (const Importer n : labels.importers()) {
      for (const Sector s : labels.sectors()) {
        flows.row("{},{},{},{}", labels.code(country(i)), labels.code(country(n)), labels.code(s), data.flow(s, n, i));
      }
    }
  }
  flows.save();
  Writer tariffs(folder, "tariffs.csv");
  tariffs.line("importer,exporter,sector,tariff_pct");
  for (const Importer n : labels.importers()) {
    for (const Exporter i : labels.exporters()) {
      for (const Sector s : labels.sectors()) {
        if (country(n) == country(i) || (!labels.sector(s).is_goods && data.tariff(s, n, i) == 0.0)) continue;
        tariffs.row("{},{},{},{}", labels.code(country(n)), labels.code(country(i)), labels.code(s),
                    per_cent(data.tariff(s, n, i)));
      }
    }
  }
  tariffs.save();
}

void write_use(const BaselineData& data, const OutputFolder& folder) {
  if (data.use.empty()) return;
  const Economy& labels = data.economy;
  Writer use(folder, "use.csv");
  use.line("region,input_sector,user_sector,value_musd");
  for (const Country n : labels.countries()) {
    for (const InputSector k : labels.input_sectors()) {
      for (const Sector j : labels.sectors()) {
        use.row("{},{},{},{}", labels.code(n), labels.code(sector(k)), labels.code(j), data.use(n, k, j));
      }
    }
  }
  use.save();
}

/// Sums of what was written, so that accounts and cells agree to rounding of the last digit.
void write_accounts(const BaselineData& data, const OutputFolder& folder) {
  const Economy& labels = data.economy;
  Writer accounts(folder, "accounts.csv");
  accounts.line("region,sector,gross_output_musd,value_added_musd,final_demand_musd,exports_musd,imports_musd");
  for (const Country n : labels.countries()) {
    for (const Sector s : labels.sectors()) {
      double exports = 0.0;
      double imports = 0.0;
      for (const Country m : labels.countries()) {
        if (m == n) continue;
        exports += data.flow(s, importer(m), exporter(n));
        imports += data.flow(s, importer(n), exporter(m));
      }
      const double own = data.flow(s, importer(n), exporter(n));
      double inputs = 0.0;
      double used = 0.0;
      if (!data.use.empty()) {
        for (const Sector other : labels.sectors()) {
          inputs += data.use(n, input(other), s);
          used += data.use(n, input(s), other);
        }
      }
      accounts.row("{},{},{:.15g},{:.15g},{:.15g},{:.15g},{:.15g}", labels.code(n), labels.code(s), own + exports,
                   own + exports - inputs, own + imports - used, exports, imports);
    }
  }
  accounts.save();
}

/// A TOML basic string: quotes, backslashes and control characters escaped.
std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == '\x7f') {
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    } else {
      result += c;
    }
  }
  return result + "\"";
}

void write_info(const BaselineData& data, const OutputFolder& folder) {
  const BaselineInfo& info = data.info;
  Writer toml(folder, "baseline.toml");
  toml.line(
      fmt::format("format = 1\nname = {}\nyear = {}\ncurrency = {}\ndeficit_rule = {}\ndescription = {}\nnotes = [",
                  quoted(info.name), info.year, quoted(info.currency),
                  quoted(std::string(to_string(info.deficit_rule))), quoted(info.description)));
  for (const std::string& note : info.notes) toml.line(fmt::format("  {},", quoted(note)));
  toml.line("]");
  for (const Provenance& entry : info.provenance) {
    toml.line(fmt::format("\n[[provenance]]\nfile = {}\nsource = {}\nlicence = {}", quoted(entry.file),
                          quoted(entry.source), quoted(entry.licence)));
  }
  for (const Judgement& entry : info.judgements) {
    toml.line(fmt::format("\n[[judgement]]\nwhat = {}\nvalue = {}\nbounds = {}\nfile = {}\nsource = {}",
                          quoted(entry.what), quoted(entry.value), quoted(entry.bounds), quoted(entry.file),
                          quoted(entry.source)));
  }
  toml.save();
}

}  // namespace

FolderKind baseline_folder_kind() {
  return folder_with("a baseline folder", "baseline.toml",
                     {"regions.csv", "sectors.csv", "elasticities.csv", "flows.csv", "tariffs.csv", "use.csv",
                      "accounts.csv", "population.csv", "groups.csv"});
}

void write_baseline(const BaselineData& data, const fs::path& place) {
  OutputFolder folder(place, baseline_folder_kind());
  write_labels(data, folder);
  write_trade(data, folder);
  write_use(data, folder);
  write_accounts(data, folder);
  write_info(data, folder);
  folder.put_in_place();
}

}  // namespace parley::data
