#include "parley/study/list_design.hpp"

#include "parley/text/csv.hpp"

namespace parley::study {

ListDesignStudy design_line_list(const ListDesignRequest& request, Observer& observer) {
  ListDesignStudy study;
  study.recipe = partial::parse_list_recipe(text::read_bytes(request.recipe), request.recipe.string());
  if (request.budget_usd) study.recipe.budget_usd = *request.budget_usd;
  if (request.rate) study.recipe.rate = *request.rate;
  study.table = partial::read_lines(study.recipe, request.sources);
  study.design = partial::design_list(study.table, study.recipe, observer);
  return study;
}

}  // namespace parley::study
