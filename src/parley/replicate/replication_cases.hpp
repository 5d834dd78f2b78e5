#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "parley/replicate/replication.hpp"

namespace parley::replicate {

/// One published case: what it reproduces and where its files are.
struct PublishedCase {
  std::string name;     ///< "nafta-1993"
  std::string summary;  ///< "Caliendo & Parro (2015): NAFTA, 31 countries, 40 sectors"
  /// The folder of its files below a folder of reference data: "reference/nafta-1993".
  std::string folder;
  /// A file below Parley's data/ or scenarios/ whose folder is enough to run the case; empty: none ships.
  std::string shipped_file = {};
  /// Where the authors' package can be found; empty where the case runs without.
  std::string package = {};
  Replication (*run)(const std::filesystem::path& folder, Observer& observer) = nullptr;
};

/// The list of published cases: a new one is a row here and a source file of its own.
[[nodiscard]] const std::vector<PublishedCase>& published_cases();

/// InputError, with the closest name, for a name that is none of them.
[[nodiscard]] const PublishedCase& find_case(const std::string& name);

/// The folder of a case: below the first of `reference_folders` that has it, else where its shipped file is.
///
/// `find_shipped` gives the path of a file that ships with Parley, and throws InputError where it is not there.
/// Errors  InputError that says where the authors' package can be found and where to put it.
[[nodiscard]] std::filesystem::path case_folder(
    const PublishedCase& published, const std::vector<std::filesystem::path>& reference_folders,
    const std::function<std::filesystem::path(const std::string& file)>& find_shipped);

}  // namespace parley::replicate
