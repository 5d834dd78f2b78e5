// What stands in for NLopt where a program is built without it.
#include "parley/base/error.hpp"
#include "parley/numerics/bounded_optimum.hpp"

namespace parley::numerics {

Optimum maximise(const SmoothFunction& /*function*/, std::vector<double> /*start*/,
                 const std::vector<double>& /*lower*/, const std::vector<double>& /*upper*/,
                 const OptimumOptions& /*options*/, Observer& /*observer*/) {
  throw InputError(Place{}, "built without NLopt: a government's best tariffs cannot be searched",
                   "configure with -DPARLEY_NLOPT=ON where NLopt is installed");
}

}  // namespace parley::numerics
