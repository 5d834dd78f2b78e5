#pragma once

#include <fmt/format.h>

#include <string>

#include "parley/economy/baseline.hpp"

namespace parley::test {

/// A scenario with one entry for every importer, exporter and goods sector, from +1 to +5 %.
///
/// `every` leaves out all but every so manieth entry, for files of any length.
inline std::string large_scenario(const Economy& economy, std::size_t every = 1) {
  std::string text = "format = 1\ntitle = \"Every pair and sector\"\nbaseline = \"world-2017\"\n";
  std::size_t count = 0;
  for (const Country n : economy.countries()) {
    for (const Country i : economy.countries()) {
      for (const Sector s : economy.sectors()) {
        if (n == i || !economy.sector(s).is_goods || ++count % every != 0) continue;
        text += fmt::format(
            "[[action]]\nid = \"{0}-{1}-{2}\"\nimposer = \"{0}\"\norigin = [\"{1}\"]\nsectors = [\"{2}\"]\nrate = "
            "\"+{3}%\"\n",
            economy.code(n), economy.code(i), economy.code(s), 1 + count % 5);
      }
    }
  }
  return text;
}

}  // namespace parley::test
