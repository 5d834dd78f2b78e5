#include <fmt/format.h>
#include <sqlite3.h>

#include <cstring>
#include <memory>

#include "parley/base/machine_failure.hpp"
#include "parley/uncertainty/sensitivity.hpp"

namespace parley::uncertainty {
namespace {

struct Close {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Close>;

/// Draws in one table, the plan they belong to in another; every batch is one transaction.
class SqliteStore : public DrawStore {
 public:
  SqliteStore(const std::filesystem::path& file, const std::string& plan_key) : file_(file.string()) {
    sqlite3* raw = nullptr;
    const int status = sqlite3_open(file_.c_str(), &raw);
    database_.reset(raw);
    if (status != SQLITE_OK) fail("cannot be opened");
    // From the first statement on the file is this run's alone: two that took turns would make each draw twice.
    run("PRAGMA locking_mode = EXCLUSIVE");
    run("BEGIN EXCLUSIVE");
    run("CREATE TABLE IF NOT EXISTS plan (key TEXT NOT NULL)");
    run("CREATE TABLE IF NOT EXISTS draw (id INTEGER PRIMARY KEY, failure TEXT NOT NULL, outcome BLOB NOT NULL)");
    const Statement held = prepare("SELECT key FROM plan");
    if (sqlite3_step(held.get()) != SQLITE_ROW) {
      const Statement insert = prepare("INSERT INTO plan VALUES (?)");
      bind(insert, 1, plan_key);
      finish(insert);
      run("COMMIT");
      return;
    }
    const auto* key = reinterpret_cast<const char*>(sqlite3_column_text(held.get(), 0));
    if (plan_key != (key == nullptr ? "" : key)) {
      throw InputError(Place{.file = file_}, "holds the draws of another plan or of other input files",
                       "name a new file with --store, or remove this one");
    }
    run("COMMIT");
  }

  std::vector<Draw> load() override {
    std::vector<Draw> draws;
    const Statement rows = prepare("SELECT id, failure, outcome FROM draw ORDER BY id");
    int status = SQLITE_ROW;
    while ((status = sqlite3_step(rows.get())) == SQLITE_ROW) draws.push_back(draw_of(rows));
    if (status != SQLITE_DONE) fail("cannot be read to its end");
    return draws;
  }

  void save(const std::vector<Draw>& draws) override {
    run("BEGIN");
    for (const Draw& draw : draws) {
      const Statement insert = prepare("INSERT OR REPLACE INTO draw VALUES (?, ?, ?)");
      sqlite3_bind_int64(insert.get(), 1, static_cast<sqlite3_int64>(draw.index));
      bind(insert, 2, draw.failure);
      sqlite3_bind_blob(insert.get(), 3, draw.values.empty() ? "" : static_cast<const void*>(draw.values.data()),
                        static_cast<int>(draw.values.size() * sizeof(double)), SQLITE_TRANSIENT);
      finish(insert);
    }
    run("COMMIT");
  }

 private:
  [[noreturn]] void fail(const char* what) const {
    const std::string reason = fmt::format("{}: {}", what, sqlite3_errmsg(database_.get()));
    switch (sqlite3_errcode(database_.get())) {
      case SQLITE_CANTOPEN:
      case SQLITE_FULL:
      case SQLITE_IOERR:
      case SQLITE_NOMEM:
      case SQLITE_READONLY:
        throw MachineFailure(fmt::format("{}: cannot be used: {}", file_, sqlite3_errmsg(database_.get())));
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        throw InputError(Place{.file = file_}, "is in use by another run",
                         "wait until it has ended, or name another file with --store");
      default:
        throw InputError(Place{.file = file_}, reason, "name another file with --store");
    }
  }
  /// The draw in the row that a statement stands on.
  [[nodiscard]] Draw draw_of(const Statement& row) const {
    Draw draw;
    const sqlite3_int64 index = sqlite3_column_int64(row.get(), 0);
    const void* values = sqlite3_column_blob(row.get(), 2);
    const auto bytes = static_cast<std::size_t>(sqlite3_column_bytes(row.get(), 2));
    const auto* failure = reinterpret_cast<const char*>(sqlite3_column_text(row.get(), 1));
    if (failure == nullptr || index < 0 || bytes % sizeof(double) != 0) refuse_row(index);
    draw.index = static_cast<std::size_t>(index);
    draw.failure = failure;
    draw.values.resize(bytes / sizeof(double));
    if (bytes > 0) std::memcpy(draw.values.data(), values, bytes);
    return draw;
  }
  [[noreturn]] void refuse_row(sqlite3_int64 index) const {
    throw InputError(Place{.file = file_}, fmt::format("draw {} is cut short or no draw at all", index),
                     "name another file with --store, or remove this one");
  }
  void run(const char* sql) const {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail("is not a store of draws");
  }
  [[nodiscard]] Statement prepare(const char* sql) const {
    sqlite3_stmt* raw = nullptr;
    if (sqlite3_prepare_v2(database_.get(), sql, -1, &raw, nullptr) != SQLITE_OK) fail("is not a store of draws");
    return Statement(raw);
  }
  static void bind(const Statement& statement, int place, const std::string& text) {
    sqlite3_bind_text(statement.get(), place, text.c_str(), static_cast<int>(text.size()), SQLITE_TRANSIENT);
  }
  void finish(const Statement& statement) const {
    if (sqlite3_step(statement.get()) != SQLITE_DONE) fail("cannot be written");
  }

  std::string file_;
  std::unique_ptr<sqlite3, Close> database_;
};

}  // namespace

std::unique_ptr<DrawStore> open_draw_store(const std::filesystem::path& file, const std::string& plan_key) {
  return std::make_unique<SqliteStore>(file, plan_key);
}

}  // namespace parley::uncertainty
