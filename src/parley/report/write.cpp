#include "parley/report/write.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>

#include "parley/base/error.hpp"
#include "parley/base/machine_failure.hpp"
#include "parley/report/page/chapters.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/page/page.hpp"
#include "parley/report/tables/headline_latex.hpp"
#include "parley/report/tables/spreadsheet.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/report/tables/whole_file.hpp"

namespace parley::report {
namespace {

namespace fs = std::filesystem;

void save(const fs::path& path, std::string_view text) {
  std::ofstream file(path, std::ios::binary);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (!file) throw MachineFailure(path.string() + ": cannot be written");
}

void write_tables(const study::RunResult& result, const std::vector<Chapter>& chapters, const fs::path& folder) {
  make_folder(folder);
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    const study::CaseResult& solved = result.cases[at];
    const std::string countries = country_csv(result.baseline, solved);
    const std::string sectors = sector_csv(result.baseline, solved);
    const std::string pairs = bilateral_csv(result.baseline, solved);
    const std::string kept = commitments_csv(result.baseline, solved);
    std::vector<fs::path> places{folder / slug(solved.compare.name)};
    if (at == 0) places.push_back(folder);
    for (const fs::path& place : places) {
      make_folder(place);
      save(place / "country.csv", countries);
      save(place / "sector.csv", sectors);
      save(place / "bilateral.csv", pairs);
      if (!kept.empty()) save(place / "commitments.csv", kept);
    }
  }
  for (const Chapter& chapter : chapters) {
    if (chapter.files.empty()) continue;
    make_folder(folder / chapter.id);
    for (const TableFile& file : chapter.files) save(folder / chapter.id / file.name, file.text);
  }
  save(folder / "headline.tex", headline_latex(result));
  if (has_spreadsheets()) write_spreadsheet(result, folder / "tables.xlsx");
}

void write_files(const study::Study& study, const fs::path& folder) {
  const study::RunResult& result = study.result;
  const std::vector<Chapter> further = chapters(study);
  write_tables(result, further, folder / "tables");
  save(folder / "report.html", html_page(result, further));
  save(folder / "result.json", result_json(study));
  save(folder / "certificate.json", certificate_json(result));
  save(folder / "manifest.json", manifest_json(result));
}

/// Something else's files are never replaced.
void refuse_foreign(const fs::path& folder) {
  std::error_code failure;
  if (!fs::exists(folder, failure)) return;
  if (fs::is_directory(folder) &&
      (fs::is_empty(folder) || (fs::exists(folder / "manifest.json") && fs::exists(folder / "certificate.json"))))
    return;
  throw InputError({.file = folder.string()}, "exists and is not a Parley result", "name another folder with --out");
}

}  // namespace

void write(const study::Study& study, const fs::path& folder) {
  const fs::path whole = fs::absolute(folder).lexically_normal();
  const fs::path target = whole.has_filename() ? whole : whole.parent_path();
  refuse_foreign(target);
  const fs::path fresh = target.parent_path() / fmt::format(".{}.{}.new", target.filename().string(), getpid());
  std::error_code failure;
  try {
    make_folder(fresh);
    write_files(study, fresh);
  } catch (...) {
    fs::remove_all(fresh, failure);
    throw;
  }
  fs::remove_all(target, failure);
  fs::rename(fresh, target, failure);
  if (!failure) return;
  const std::string reason = failure.message();
  fs::remove_all(fresh, failure);
  throw MachineFailure(folder.string() + ": cannot be written: " + reason);
}

}  // namespace parley::report
