#pragma once

#include <string_view>

namespace parley {

/// What a long computation tells its caller; every member may be overridden, none must be.
class Observer {
 public:
  Observer() = default;
  Observer(const Observer&) = default;
  Observer& operator=(const Observer&) = default;
  virtual ~Observer() = default;
  /// A fraction of the named step is done.
  virtual void progress(std::string_view /*step*/, double /*fraction*/) {}
  /// Something the user ought to know: an assumption, a rescaling, a loss in dollars.
  virtual void note(std::string_view /*text*/) {}
  /// Asked once per iteration; true makes a solver return with status `cancelled`.
  [[nodiscard]] virtual bool cancelled() { return false; }
};

}  // namespace parley
