#include "parley/report/write.hpp"

#include <nlohmann/json.hpp>
#include <span>
#include <utility>

#include "parley/base/error.hpp"
#include "parley/report/page/case_ids.hpp"
#include "parley/report/page/chapters.hpp"
#include "parley/report/page/page.hpp"
#include "parley/report/tables/headline_latex.hpp"
#include "parley/report/tables/spreadsheet.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

namespace fs = std::filesystem;

constexpr const char* manifest_file = "manifest.json";

void write_tables(const study::RunResult& result, const std::vector<Chapter>& chapters, const OutputFolder& folder) {
  const fs::path tables = "tables";
  const std::vector<std::string> ids = case_ids(result);
  const std::span<const study::CaseResult> cases = result.cases;
  for (const auto& [name, table] :
       {std::pair{"country.csv", &country_csv}, std::pair{"sector.csv", &sector_csv},
        std::pair{"bilateral.csv", &bilateral_csv}, std::pair{"incidence.csv", &incidence_csv},
        std::pair{"commitments.csv", &commitments_csv}}) {
    std::string of_all;
    for (std::size_t at = 0; at < cases.size(); ++at) {
      const std::string of_case = table(result.baseline, cases.subspan(at, 1));
      if (of_case.empty()) continue;
      folder.save(tables / ids[at] / name, of_case);
      // One head for all: the first line of the first.
      of_all += of_all.empty() ? of_case : of_case.substr(of_case.find('\n') + 1);
    }
    if (!of_all.empty()) folder.save(tables / name, of_all);
  }
  std::vector<Table> sheets;
  for (const Chapter& chapter : chapters) {
    for (const TableFile& file : chapter.files) {
      folder.save(tables / chapter.id / file.name, file.text);
      if (!file.table) continue;
      sheets.push_back(*file.table);
      sheets.back().name = chapter.id + " " + file.table->name;
    }
  }
  folder.save(tables / "headline.tex", headline_latex(result));
  if (has_spreadsheets()) write_spreadsheet(result, sheets, folder.path() / tables / "tables.xlsx");
}

/// A file that is not JSON is no manifest of ours.
nlohmann::json as_json_or_null(const fs::path& file) {
  try {
    return text::read_json(file);
  } catch (const InputError&) {
    return nullptr;
  }
}

/// What the manifest of a result says that was written with it.
std::optional<std::set<std::string>> files_of_run(const fs::path& folder) {
  std::error_code failure;
  if (!fs::is_regular_file(folder / manifest_file, failure)) return std::nullopt;
  const auto manifest = as_json_or_null(folder / manifest_file);
  if (!manifest.is_object() || !manifest.contains("parley_version") || !manifest.contains("files")) return std::nullopt;
  if (!manifest["files"].is_array()) return std::nullopt;
  std::set<std::string> files{manifest_file};
  for (const nlohmann::json& file : manifest["files"]) {
    if (file.is_string()) files.insert(file.get<std::string>());
  }
  return files;
}

}  // namespace

FolderKind run_folder() { return {.what = "a result of 'parley run'", .files_of = files_of_run}; }

void write(const study::Study& study, const fs::path& place) {
  const study::RunResult& result = study.result;
  OutputFolder folder(place, run_folder());
  const std::vector<Chapter> further = chapters(study);
  write_tables(result, further, folder);
  folder.save("report.html", html_page(result, further));
  folder.save("result.json", result_json(study));
  folder.save("certificate.json", certificate_json(result));
  folder.save(manifest_file, manifest_json(result, folder.files()));
  folder.put_in_place();
}

}  // namespace parley::report
