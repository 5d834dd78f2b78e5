#include "parley/study/one_market.hpp"

#include "parley/text/csv.hpp"

namespace parley::study {

SmartStudy study_smart(const SmartRequest& request) {
  partial::SmartElasticityTable table;
  if (!request.elasticities.empty()) {
    table = partial::parse_smart_elasticities(text::read_bytes(request.elasticities), request.elasticities.string());
  }
  const partial::SmartElasticities& given = request.otherwise;
  if (given.import_demand) table.otherwise.import_demand = given.import_demand;
  if (given.substitution) table.otherwise.substitution = given.substitution;
  if (given.export_supply) table.otherwise.export_supply = given.export_supply;
  SmartStudy study{.input = partial::parse_smart(text::read_bytes(request.lines), request.lines.string(), table),
                   .diversion = request.diversion};
  std::vector<partial::SmartEffect> effects;
  for (const partial::SmartProduct& product : study.input.products) {
    partial::smart_effects(product, request.diversion, effects);
    study.by_product.push_back(partial::smart_total(product, effects));
    study.total += study.by_product.back();
  }
  return study;
}

GsimStudy study_gsim(const GsimRequest& request) {
  GsimStudy study{.input = partial::parse_gsim(text::read_bytes(request.trade), request.trade.string())};
  if (request.elasticities.empty()) {
    study.input.notes.emplace_back(
        "elasticities of all countries: import demand -1.25, export supply 1.5, substitution 5");
  } else {
    partial::set_gsim_elasticities(study.input, text::read_bytes(request.elasticities), request.elasticities.string());
  }
  study.effects = partial::gsim_effects(study.input.market, request.surplus);
  return study;
}

}  // namespace parley::study
