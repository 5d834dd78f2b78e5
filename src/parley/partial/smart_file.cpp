#include "parley/partial/smart_file.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>
#include <utility>

#include "parley/text/csv.hpp"

namespace parley::partial {
namespace {

constexpr double wits_infinity = 99;

/// One column of elasticities, with its range and the field that it fills.
struct ElasticityColumn {
  const char* name;
  std::optional<double> SmartElasticities::* field;
  bool (*holds)(double);
  const char* range;
};

constexpr ElasticityColumn elasticity_columns[] = {
    {"import_demand_elasticity", &SmartElasticities::import_demand, [](double e) { return e <= 0; },
     "zero or negative: imports fall when their price rises"},
    {"substitution_elasticity", &SmartElasticities::substitution, [](double e) { return e >= 0; },
     "zero or positive, as WITS writes it: 1.5"},
    {"export_supply_elasticity", &SmartElasticities::export_supply, [](double e) { return e > 0; },
     "above zero; inf where the world price does not move"},
};

double elasticity(const text::CsvTable& csv, std::size_t row, std::size_t column, bool may_be_infinite) {
  if (may_be_infinite && csv.cell(row, column) == "inf") return std::numeric_limits<double>::infinity();
  const double value = csv.number(row, column);
  return may_be_infinite && value == wits_infinity ? std::numeric_limits<double>::infinity() : value;
}

/// Counts what was assumed, for one note each.
struct Assumption {
  std::size_t products = 0;
  double imports = 0;
};

class SmartReader {
 public:
  SmartReader(std::string bytes, const std::string& file, const SmartElasticityTable& table)
      : csv_(text::parse_csv(std::move(bytes), file)), table_(table) {}

  SmartInput read() {
    for (std::size_t row = 0; row < csv_.row_count(); ++row) read_row(row);
    if (csv_.row_count() == 0) problems_.add({csv_.file(), 0, 0, ""}, "no rows", "one row per product and partner");
    for (std::size_t at = 0; at < input_.products.size(); ++at) set_elasticities(at);
    problems_.throw_if_any();
    note(demand_, "import demand elasticity", table_.otherwise.import_demand);
    note(substitution_, "substitution elasticity", table_.otherwise.substitution);
    note(supply_, "export supply elasticity", table_.otherwise.export_supply);
    return std::move(input_);
  }

 private:
  void read_row(std::size_t row) {
    const std::string code(csv_.cell(row, product_));
    SmartSupplier supplier{.partner = std::string(csv_.cell(row, partner_)),
                           .imports = csv_.number(row, imports_),
                           .tariff_before = csv_.number(row, before_) / 100,
                           .tariff_after = csv_.number(row, after_) / 100};
    if (code.empty()) problems_.add(csv_.place(row, product_), "an empty cell", "the product's code");
    if (supplier.partner.empty()) problems_.add(csv_.place(row, partner_), "an empty cell", "the partner's code");
    if (supplier.imports < 0) problems_.add(csv_.place(row, imports_), "imports are negative");
    for (const auto& [column, rate] : {std::pair(before_, supplier.tariff_before), {after_, supplier.tariff_after}}) {
      if (rate <= -1) problems_.add(csv_.place(row, column), "a duty of -100 % or less", "12.5 is a duty of 12.5 %");
    }
    if (!seen_.insert({code, supplier.partner}).second) {
      problems_.add(csv_.place(row, partner_), fmt::format("{} from {} appears twice", code, supplier.partner));
    }
    const auto [found, is_new] = position_.emplace(code, input_.products.size());
    if (is_new) {
      input_.products.push_back({.code = code});
      first_row_.push_back(row);
    }
    input_.products[found->second].suppliers.push_back(std::move(supplier));
  }

  void set_elasticities(std::size_t at) {
    SmartProduct& product = input_.products[at];
    double imports = 0;
    for (const SmartSupplier& each : product.suppliers) imports += each.imports;
    const auto known = table_.of_product.find(product.code);
    const SmartElasticities given = known == table_.of_product.end() ? SmartElasticities{} : known->second;
    const auto choose = [&](std::optional<double> SmartElasticities::* field, Assumption& assumed) {
      if (given.*field) return given.*field;
      ++assumed.products;
      assumed.imports += imports;
      return table_.otherwise.*field;
    };
    const std::optional<double> demand = choose(&SmartElasticities::import_demand, demand_);
    if (!demand) {
      problems_.add(csv_.place(first_row_[at], product_),
                    fmt::format("no import demand elasticity for product {}", product.code),
                    "give it in the file of elasticities, or one for all with --import-demand");
    }
    product.import_demand_elasticity = demand.value_or(0);
    product.substitution_elasticity = choose(&SmartElasticities::substitution, substitution_).value_or(0);
    const double supply =
        choose(&SmartElasticities::export_supply, supply_).value_or(std::numeric_limits<double>::infinity());
    for (SmartSupplier& each : product.suppliers) each.export_supply_elasticity = supply;
  }

  void note(const Assumption& assumed, const char* what, std::optional<double> value) {
    if (assumed.products == 0 || !value) return;
    input_.notes.push_back(fmt::format("{} {} assumed for {} of {} products, imports {:.3f}", what, *value,
                                       assumed.products, input_.products.size(), assumed.imports));
  }

  text::CsvTable csv_;
  const SmartElasticityTable& table_;
  std::size_t product_ = csv_.column("product");
  std::size_t partner_ = csv_.column("partner");
  std::size_t imports_ = csv_.column("imports");
  std::size_t before_ = csv_.column("tariff_before_pct");
  std::size_t after_ = csv_.column("tariff_after_pct");
  std::map<std::string, std::size_t> position_;
  std::vector<std::size_t> first_row_;
  std::set<std::pair<std::string, std::string>> seen_;
  Assumption demand_, substitution_, supply_;
  SmartInput input_;
  ProblemList problems_;
};

}  // namespace

SmartElasticityTable parse_smart_elasticities(std::string bytes, const std::string& file) {
  const text::CsvTable csv = text::parse_csv(std::move(bytes), file);
  const std::size_t product = csv.column("product");
  SmartElasticityTable table;
  ProblemList problems;
  bool has_any = false;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    if (!table.of_product.emplace(csv.cell(row, product), SmartElasticities{}).second) {
      problems.add(csv.place(row, product), fmt::format("product {} appears twice", csv.cell(row, product)));
    }
  }
  for (const ElasticityColumn& each : elasticity_columns) {
    if (!csv.has_column(each.name)) continue;
    has_any = true;
    const std::size_t column = csv.column(each.name);
    for (std::size_t row = 0; row < csv.row_count(); ++row) {
      if (csv.cell(row, column).empty()) continue;
      const double value = elasticity(csv, row, column, each.field == &SmartElasticities::export_supply);
      if (!each.holds(value)) problems.add(csv.place(row, column), fmt::format("{} cannot be", value), each.range);
      table.of_product.find(csv.cell(row, product))->second.*(each.field) = value;
    }
  }
  if (!has_any) static_cast<void>(csv.column(elasticity_columns[0].name));
  problems.throw_if_any();
  return table;
}

SmartInput parse_smart(std::string bytes, const std::string& file, const SmartElasticityTable& table) {
  return SmartReader(std::move(bytes), file, table).read();
}

std::string smart_csv(const SmartInput& input, SmartDiversion form) {
  std::string out =
      "product,partner,imports_before,tariff_before_pct,tariff_after_pct,trade_creation,trade_diversion,imports_after,"
      "world_price_pct,exporter_revenue_pct,revenue_before,revenue_after,consumer_surplus,revenue_on_change,welfare,"
      "clip\n";
  std::vector<SmartEffect> effects;
  for (const SmartProduct& product : input.products) {
    smart_effects(product, form, effects);
    for (std::size_t c = 0; c < effects.size(); ++c) {
      const SmartSupplier& own = product.suppliers[c];
      const SmartEffect& effect = effects[c];
      out += text::csv_format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", product.code, own.partner,
                              own.imports, 100 * own.tariff_before, 100 * own.tariff_after, effect.trade_creation,
                              effect.trade_diversion, effect.imports_after, 100 * effect.world_price_change,
                              100 * effect.exporter_revenue_change, effect.revenue_before, effect.revenue_after,
                              effect.consumer_surplus, effect.revenue_on_change, effect.welfare, in_words(effect.clip));
    }
  }
  return out;
}

}  // namespace parley::partial
