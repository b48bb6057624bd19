// SPDX-License-Identifier: BSL-1.0
/// \file
/// The tests, with the mutant that the environment names, see mutant.hpp.  With CDCNET_SURVEY, the name of a file, a line is written
/// to it for each test case: its name, the microseconds of processor time that it took, and the mutants that it reached.
#define DOCTEST_CONFIG_IMPLEMENT
// A mutant that crashes is to end at once.
#define DOCTEST_CONFIG_NO_POSIX_SIGNALS
#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <mutation/mutant.hpp>

namespace {

class surveyor : public doctest::IReporter {
public:
    explicit surveyor(const doctest::ContextOptions& /*options*/) {
        if (const char* const path = std::getenv("CDCNET_SURVEY")) out_.open(path);
    }

    void test_case_start(const doctest::TestCaseData& test) override {
        test_ = &test;
        cdcnet_mutation::reached.fill(0);
        ++cdcnet_mutation::test_case;
        start_ = std::clock();
    }
    void test_case_end(const doctest::CurrentTestCaseStats& /*stats*/) override {
        if (!out_.is_open()) return;
        const auto taken = static_cast<double>(std::clock() - start_) * 1e6 / CLOCKS_PER_SEC;
        out_ << test_->m_name << '\t' << taken << '\t';
        for (int n = 1; n < cdcnet_mutation::most_mutants; ++n)
            if (cdcnet_mutation::reached[n] != 0) out_ << n << ' ';
        out_ << '\n';
    }

    void report_query(const doctest::QueryData& /*in*/) override {}
    void test_run_start() override {}
    void test_run_end(const doctest::TestRunStats& /*stats*/) override {}
    void test_case_reenter(const doctest::TestCaseData& /*test*/) override {}
    void test_case_exception(const doctest::TestCaseException& /*e*/) override {}
    void subcase_start(const doctest::SubcaseSignature& /*s*/) override {}
    void subcase_end() override {}
    void log_assert(const doctest::AssertData& /*a*/) override {}
    void log_message(const doctest::MessageData& /*m*/) override {}
    void test_case_skipped(const doctest::TestCaseData& /*t*/) override {}

private:
    std::ofstream out_;
    const doctest::TestCaseData* test_{};
    std::clock_t start_{};
};
REGISTER_LISTENER("survey", 1, surveyor);

}  // namespace

int main(int argc, char** argv) { return doctest::Context{argc, argv}.run(); }
