#include <fmt/format.h>

#include "parley/scenario/entry.hpp"
#include "parley/text/number.hpp"

namespace parley::scenario {
namespace {

Commitment::Unit read_unit(const TomlTable& entry) {
  return entry.choice("unit", {"value", "volume"}, "value") == "volume" ? Commitment::Unit::volume
                                                                        : Commitment::Unit::value;
}

std::optional<double> positive(const TomlTable& entry, std::string_view key) {
  const std::optional<double> amount = entry.number(key);
  if (amount && !(*amount > 0)) {
    entry.problem(entry.place(key), fmt::format("{} is not an amount", *amount), "million, above zero");
    return std::nullopt;
  }
  return amount;
}

/// { 2020 = 12500, 2021 = 19500 }
void read_years(const TomlTable& entry, std::string_view key, QuantityTarget& target) {
  const TomlTable years = entry.inner(*entry.node(key)->as_table(), key);
  for (const auto& [key_of_year, value] : years.table()) {
    const std::string name(key_of_year.str());
    const std::optional<int> year = text::read_whole(name);
    if (!year || *year < 0 || name.size() != 4) {
      years.problem(years.place(name), fmt::format("'{}' is not a year", name), "write 2020 = 12500");
      continue;
    }
    if (const std::optional<double> amount = positive(years, name)) target.by_year[*year] = *amount;
  }
  if (years.table().empty()) entry.problem(entry.place(key), "names no year", "write { 2020 = 12500, 2021 = 19500 }");
}

void read_amounts(const TomlTable& entry, std::string_view key, std::optional<double>& amount, QuantityTarget& target) {
  const toml::node* node = entry.node(key);
  if (node != nullptr && node->is_table()) return read_years(entry, key, target);
  amount = positive(entry, key);
}

std::vector<std::string> read_sectors(const TomlTable& entry) {
  for (const char* key : {"sectors", "sector"}) {
    if (!entry.has(key)) continue;
    const bool is_empty = entry.node(key)->is_array() && entry.node(key)->as_array()->empty();
    if (is_empty) entry.problem(entry.place(key), "names nothing", R"(sector codes, as sectors = ["SEM"])");
    return entry.words(key);
  }
  entry.require("sectors", R"(what is bought, as sectors = ["SEM"])");
  return {};
}

}  // namespace

QuantityTarget read_purchase(const TomlTable& entry) {
  const toml::node* node = entry.node("purchase");
  if (!node->is_table()) {
    entry.problem(entry.place("purchase"), "is not a table", R"(purchase = { sectors = ["SEM"], add_musd = 11000 })");
    return {};
  }
  const TomlTable purchase = entry.inner(*node->as_table(), "purchase");
  purchase.know({"sector", "sectors", "add_musd", "total_musd", "valuation", "customs_musd", "unit", "instrument",
                 "from_suppliers", "levy_goes_to"});
  QuantityTarget target{.unit = read_unit(purchase), .sectors = read_sectors(purchase)};
  read_amounts(purchase, "add_musd", target.add_musd, target);
  read_amounts(purchase, "total_musd", target.total_musd, target);
  target.adds = purchase.has("add_musd");
  if (purchase.has("add_musd") == purchase.has("total_musd")) {
    purchase.problem(purchase.place(), "needs one amount",
                     "add_musd on top of the base year's trade, or total_musd altogether");
  }
  const bool at_customs = purchase.choice("valuation", {"border", "customs"}, "border") == "customs";
  target.customs_musd = positive(purchase, "customs_musd");
  if (at_customs != purchase.has("customs_musd")) {
    purchase.problem(
        purchase.place(at_customs ? "valuation" : "customs_musd"),
        at_customs ? "customs dollars need the base year's trade at customs" : "means nothing at border prices",
        R"(valuation = "customs", customs_musd = 11050 go together)");
  }
  const std::string instrument = purchase.choice("instrument", {"subsidy", "tariff_cut", "opening"}, "subsidy");
  target.instrument = instrument == "tariff_cut" ? Commitment::Instrument::tariff_cut
                      : instrument == "opening"  ? Commitment::Instrument::opening
                                                 : Commitment::Instrument::subsidy;
  target.from_suppliers = purchase.words("from_suppliers");
  if (!target.from_suppliers.empty() && target.instrument != Commitment::Instrument::subsidy) {
    purchase.problem(purchase.place("from_suppliers"),
                     fmt::format("cannot be named where the instrument is {}", instrument),
                     "suppliers make way for a subsidy or a state buyer only");
  }
  const std::string levy = purchase.choice("levy_goes_to", {"nobody", "treasury", "sellers"}, "nobody");
  target.levy_goes_to = *std::ranges::find(levies, levy, [](Commitment::Levy each) { return to_string(each); });
  if (purchase.has("levy_goes_to") && target.from_suppliers.empty())
    purchase.problem(purchase.place("levy_goes_to"), "means nothing where no suppliers make way",
                     R"(name them: from_suppliers = ["KOR"])");
  return target;
}

QuantityTarget read_limit(const TomlTable& entry, Commitment::Kind kind) {
  QuantityTarget target{.kind = kind, .unit = read_unit(entry), .sectors = read_sectors(entry)};
  target.total_musd = positive(entry, "limit_musd");
  if (entry.has("limit")) {
    const std::string text = entry.text("limit");
    try {
      const Rate rate = tariff::parse_rate(text, entry.place("limit"));
      if (rate.kind == RateKind::add && rate.fraction > -1) target.change = rate.fraction;
    } catch (const InputError&) {  // NOLINT(bugprone-empty-catch)
      // One message for every wrong form, below: the rate's own would speak of tariffs.
    }
    if (!target.change) {
      entry.problem(entry.place("limit"), fmt::format("'{}' is not a change of quantity", text),
                    R"(write "-30%" for at most 70 % of the base year's trade)");
    }
  }
  const bool is_tariff_rate_quota = kind == Commitment::Kind::tariff_rate_quota;
  if (is_tariff_rate_quota) {
    entry.require("in_quota_rate", R"(what the first quantity pays, as in_quota_rate = "5%")");
    target.in_quota_tariff = read_level(entry, "in_quota_rate").value_or(0);
    if (entry.choice("licences", {"importer", "exporter"}, "importer") == "exporter")
      target.licences = Commitment::Licences::exporter;
  }
  for (const char* key : {"in_quota_rate", "licences"}) {
    if (!is_tariff_rate_quota && entry.has(key))
      entry.problem(entry.place(key), "belongs to a tariff-rate quota", R"(kind = "tariff_rate_quota")");
  }
  if (entry.has("limit") == entry.has("limit_musd")) {
    entry.problem(entry.place(), "needs one limit", R"(limit = "-30%" of the base year's trade, or limit_musd = 500)");
  }
  return target;
}

}  // namespace parley::scenario
