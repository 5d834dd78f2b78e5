#pragma once

#include <compare>
#include <cstddef>

namespace parley {

/// Position on one named axis; positions on different axes neither compare nor convert.
template <class Axis>
class Index {
 public:
  constexpr explicit Index(std::size_t value) : value_(value) {}
  [[nodiscard]] constexpr std::size_t value() const { return value_; }
  constexpr auto operator<=>(const Index&) const = default;
  constexpr Index& operator++() {
    ++value_;
    return *this;
  }
  /// An index is its own iterator target, so that `for (Sector s : all<Sector>(count))` reads well.
  constexpr Index operator*() const { return *this; }

 private:
  std::size_t value_;
};

struct CountryAxis;
struct ImporterAxis;
struct ExporterAxis;
struct PartnerAxis;
struct SectorAxis;
struct InputSectorAxis;

using Country = Index<CountryAxis>;
using Importer = Index<ImporterAxis>;
using Exporter = Index<ExporterAxis>;
/// The other country in a country's account, whichever way the goods go.
using Partner = Index<PartnerAxis>;
using Sector = Index<SectorAxis>;
using InputSector = Index<InputSectorAxis>;

constexpr Importer importer(Country n) { return Importer(n.value()); }
constexpr Exporter exporter(Country n) { return Exporter(n.value()); }
constexpr Partner partner(Country n) { return Partner(n.value()); }
constexpr Country country(Importer n) { return Country(n.value()); }
constexpr Country country(Exporter i) { return Country(i.value()); }
constexpr Country country(Partner m) { return Country(m.value()); }
constexpr InputSector input(Sector s) { return InputSector(s.value()); }
constexpr Sector sector(InputSector k) { return Sector(k.value()); }

/// The indices 0 .. count-1 of one axis, for range-for.
template <class IndexType>
struct IndexRange {
  std::size_t count;
  [[nodiscard]] constexpr IndexType begin() const { return IndexType(0); }
  [[nodiscard]] constexpr IndexType end() const { return IndexType(count); }
};

template <class IndexType>
constexpr IndexRange<IndexType> all(std::size_t count) {
  return {count};
}

}  // namespace parley
