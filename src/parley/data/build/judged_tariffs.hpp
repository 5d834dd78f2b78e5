#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// Sets base tariffs that a file states: columns importer, exporter, sector, rate_pct, source; optionally rule, low_pct, high_pct.
///
/// A `*` stands for all regions but the importer, or for all goods; a later row wins over an earlier one in the cells
/// that both name. Rule `is` (or none) sets the rate, `at_most` lowers what is above it. low_pct and high_pct are what
/// other readings would give; they are kept with the judgement and change no tariff.
/// Returns  one judgement for each importer and exporter of the file.
/// Errors   InputError naming file and line for unknown codes, services, negative rates, rows without a source, a rate
///          outside its own bounds, the same row twice.
std::vector<Judgement> set_tariffs(const std::filesystem::path& path, BaselineData& data);

/// Makes one government's tariffs of those of the members of each customs union: columns union, member, source.
///
///     t[n,i,s] = sum_m F[m,i,s] t[m,i,s] / sum_m F[m,i,s]   for members n, m and others i;   0 among members
///
/// Where no member buys, the plain mean. Duties on the outside as a whole do not change.
/// Errors  InputError for unknown regions, a member twice, a row without a source, a union of one.
std::vector<Judgement> unite_customs(const std::filesystem::path& path, BaselineData& data);

/// Scales an importer's base tariffs so that they yield what it collected: columns importer, collected_musd, source;
/// optionally low_musd, high_musd.
///
///     t[n,i,s] *= C[n] / sum_i,s F t
///
/// Goods that enter free for processing, under drawback or by preferences that nobody counted are why schedules yield
/// more than treasuries get.
/// Errors  InputError for an unknown or repeated importer, an amount that is not positive, an importer without duties.
std::vector<Judgement> scale_to_collected(const std::filesystem::path& path, BaselineData& data);

}  // namespace parley::data
