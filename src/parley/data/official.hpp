#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// An official figure beside what a baseline has in its place.
struct OfficialFigure {
  std::string what;  ///< "imports of USA from CHN, SEM"
  std::string unit;  ///< "million USD" or "%"
  double official = 0;
  double ours = 0;
  std::string source;
  [[nodiscard]] double ratio() const { return official == 0 ? 0.0 : ours / official; }
};

/// Reads official figures and computes the baseline's own: columns measure, importer, exporter, sector, value, source.
///
/// | measure | of | unit |
/// |---|---|---|
/// | `gdp` | importer: value added plus tariff revenue | million |
/// | `imports` | importer from exporter, at the baseline's values | million |
/// | `exports` | exporter to importer | million |
/// | `duties` | importer on exporter: sum F t | million |
/// | `tariff` | importer on exporter: sum F t / sum F | % |
/// | `share` | exporter in what importer buys from others | % |
///
/// A `*` stands for all other regions, or for all goods; a `gdp` row leaves exporter and sector empty.
/// Errors  InputError naming file and line for an unknown measure or code, a value below zero, a row without a source.
[[nodiscard]] std::vector<OfficialFigure> beside_official(const std::filesystem::path& path, const Baseline& baseline);

}  // namespace parley::data
