#include "parley/data/build/flow_sums.hpp"

namespace parley::data {

double output_of(const BaselineData& data, Country n, Sector s) {
  double total = 0;
  for (const Importer m : data.economy.importers()) total += data.flow(s, m, exporter(n));
  return total;
}

double purchases_of(const BaselineData& data, Country n, Sector s) {
  double total = 0;
  for (const double value : data.flow.row(s, importer(n))) total += value;
  return total;
}

double goods_between(const BaselineData& data, Importer n, Exporter i) {
  double sum = 0;
  for (const Sector s : data.economy.sectors()) {
    if (data.economy.sector(s).is_goods) sum += data.flow(s, n, i);
  }
  return sum;
}

}  // namespace parley::data
