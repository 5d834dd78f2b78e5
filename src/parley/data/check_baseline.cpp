#include "parley/data/check_baseline.hpp"

#include "parley/tariff/law/rate.hpp"

#include <algorithm>
#include <cmath>

namespace parley::data {
namespace {

constexpr double relative = 1e-9;

void see(BaselineCheck& check, double value, const std::string& where) {
  if (std::isnan(check.value) || value <= check.value) return;
  check.value = value;
  check.where = where;
}

}  // namespace

std::vector<BaselineCheck> check_baseline(const Baseline& baseline) {
  const Economy& labels = baseline.economy;
  BaselineCheck columns{"output is value added plus inputs", 0, relative, ""};
  BaselineCheck sales{"output is what all buyers take", 0, relative, ""};
  BaselineCheck rows{"a buyer's shares of suppliers sum to one", 0, relative, ""};
  BaselineCheck absorption{"spending is final use plus inputs bought", 0, relative, ""};
  BaselineCheck value_added{"value added is positive", 0, 0, ""};
  BaselineCheck tariffs{"tariffs lie in [0, 3000] %", 0, 0, ""};
  BaselineCheck world{"deficits sum to zero over the world", 0, relative, ""};
  // Deficits are imports less exports, and wrong by what rounding and printed digits do to those: a world without
  // deficits would fail if their sum were held against deficits.
  double deficits = 0.0;
  double trade = 0.0;
  for (const Country n : labels.countries()) {
    deficits += baseline.deficit(n);
    for (const Sector s : labels.sectors()) {
      const std::string where = labels.code(n) + "," + labels.code(s);
      double inputs = 0.0;
      double bought = 0.0;
      double suppliers = 0.0;
      double sold = 0.0;
      for (const Sector other : labels.sectors()) {
        inputs += baseline.input_share(n, input(other), s);
        bought += baseline.input_share(n, input(s), other) * baseline.gross_output(n, other);
      }
      for (const Importer m : labels.importers()) {
        const double flow = baseline.flow(s, m, exporter(n));
        sold += flow;
        if (country(m) != n) trade += flow;
      }
      const double output = baseline.gross_output(n, s);
      see(sales, sold > 0.0 || output > 0.0 ? std::abs(sold - output) / std::max(sold, output) : 0.0, where);
      for (const Exporter i : labels.exporters()) {
        suppliers += baseline.expenditure_share(s, importer(n), i);
        const double tariff = baseline.tariff(s, importer(n), i);
        see(tariffs, std::max(-tariff, tariff - tariff::highest_duty_percent / 100),
            where + "," + labels.code(country(i)));
      }
      see(columns, std::abs(baseline.value_added_share(n, s) + inputs - 1.0), where);
      see(value_added, output > 0.0 ? -baseline.value_added_share(n, s) : 0.0, where);
      const double spending = baseline.expenditure(n, s);
      if (!(spending > 0.0)) continue;
      see(rows, std::abs(suppliers - 1.0), where);
      see(absorption, std::abs(baseline.consumption_share(n, s) * baseline.income(n) + bought - spending) / spending,
          where);
    }
  }
  world.value = trade > 0.0 ? std::abs(deficits) / trade : 0.0;
  return {sales, columns, rows, absorption, value_added, tariffs, world};
}

}  // namespace parley::data
