#include <iostream>
#include <parley/data/read_baseline.hpp>
#include <parley/equilibrium/solve.hpp>

int main(int count, char** words) {
  if (count != 2) return 2;
  const parley::Baseline world = parley::data::read_baseline(words[1]);
  const parley::Equilibrium solved = parley::solve(world, parley::no_shock(world));
  std::cout << solved.report.message << '\n';
  return solved.report.usable() ? 0 : 1;
}
