// A duty of ten per cent more on one sector, from arrays alone: no scenario file.
#include <cstdio>
#include <parley/parley.hpp>

int main(int count, char** words) {
  if (count != 2) return 2;
  using namespace parley;
  const Baseline world = data::read_baseline(words[1]);
  const Economy& labels = world.economy;
  const Country usa = labels.find_country("USA").value();
  const Country china = labels.find_country("CHN").value();
  const Sector machinery = labels.find_sector("MCH").value();

  Shock shock = no_shock(world);
  shock.tariff_new(machinery, importer(usa), exporter(china)) += 0.10;
  const Equilibrium solved = solve(world, shock);
  if (!solved.report.usable()) return 3;
  const Outcome change = outcome(world, shock, solved);
  for (const Country n : {usa, china})
    std::printf("%s real income %+.4f %%\n", labels.code(n).c_str(), change.real_income_pct(n));
  return certify(world, shock, solved).holds() ? 0 : 1;
}
