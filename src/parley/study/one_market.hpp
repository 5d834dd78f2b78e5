#pragma once

#include <filesystem>
#include <vector>

#include "parley/partial/gsim_file.hpp"
#include "parley/partial/smart_file.hpp"

namespace parley::study {

/// One importer's imports by product and partner (SMART).
struct SmartRequest {
  std::filesystem::path lines;
  std::filesystem::path elasticities;    ///< by product; empty: none
  partial::SmartElasticities otherwise;  ///< where the file has none; what is absent here is WITS' default
  partial::SmartDiversion diversion = partial::SmartDiversion::exact;
};

struct SmartStudy {
  partial::SmartInput input;
  partial::SmartDiversion diversion = partial::SmartDiversion::exact;
  partial::SmartTotal total;
  std::vector<partial::SmartTotal> by_product;  ///< in the order of the input's products
};

/// Errors  InputError naming the cell, as partial::parse_smart.
[[nodiscard]] SmartStudy study_smart(const SmartRequest& request);

/// The world's trade in one product (GSIM).
struct GsimRequest {
  std::filesystem::path trade;
  std::filesystem::path elasticities;  ///< by country; empty: the defaults for all
  partial::ConsumerSurplus surplus = partial::ConsumerSurplus::second_order;
};

struct GsimStudy {
  partial::GsimInput input;
  partial::GsimEffects effects;
};

/// Errors  InputError naming the cell, as partial::parse_gsim; no solution is a status of the effects.
[[nodiscard]] GsimStudy study_gsim(const GsimRequest& request);

}  // namespace parley::study
