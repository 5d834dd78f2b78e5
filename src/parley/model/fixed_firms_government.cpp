#include "parley/model/fixed_firms_government.hpp"

#include <cmath>

namespace parley::model {
namespace {

struct Income {
  double sales = 0.0;    ///< sum lambda sales
  double wages = 0.0;    ///< sum (sigma-1)/sigma sales
  double average = 0.0;  ///< lambda averaged over the labour force
};

Income income_of(const FixedFirmsKernel& at, const FixedFirmsGovernment& government) {
  Income income;
  const Exporter i = exporter(government.country);
  for (const Sector s : all<Sector>(at.sectors())) {
    const double sales = at.levels().sales(s, i);
    const double wages = sales * (1 - 1 / at.substitution(s));
    income.sales += government.weight[s.value()] * sales;
    income.wages += wages;
    income.average += government.weight[s.value()] * wages;
  }
  income.average /= income.wages;
  return income;
}

double log_consumer_price(const FixedFirmsKernel& at, Country n) {
  double price = 0.0;
  for (const Sector s : all<Sector>(at.sectors()))
    price += at.shares().spending_share(n, s) * at.log_price(s, importer(n));
  return price;
}

}  // namespace

double log_government_income(const FixedFirmsKernel& at, const FixedFirmsGovernment& government) {
  const Income income = income_of(at, government);
  const double revenue = at.levels().revenue[government.country.value()];
  return std::log(income.sales + income.average * revenue) - log_consumer_price(at, government.country);
}

double log_welfare(const FixedFirmsKernel& at, Country n) {
  return std::log(at.levels().expenditure[n.value()] / at.shares().spending[n.value()]) - log_consumer_price(at, n);
}

void add_government_seeds(const FixedFirmsKernel& at, const FixedFirmsGovernment& government, double weight,
                          FixedFirmsSeeds& seeds) {
  const Country n = government.country;
  const Income income = income_of(at, government);
  const double revenue = at.levels().revenue[n.value()];
  const double scale = weight / (income.sales + income.average * revenue);
  seeds.revenue[n.value()] += scale * income.average;
  for (const Sector s : all<Sector>(at.sectors())) {
    const double lambda = government.weight[s.value()];
    const double labour = (1 - 1 / at.substitution(s)) / income.wages;
    seeds.sales(s, exporter(n)) += scale * (lambda + revenue * labour * (lambda - income.average));
    seeds.log_price(s, importer(n)) -= weight * at.shares().spending_share(n, s);
  }
}

}  // namespace parley::model
