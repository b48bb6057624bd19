// SPDX-License-Identifier: BSL-1.0
/// \file
/// Conformance rules over a trace of an MBIM function: see `cdcnet/mbim/conformance/checker.hpp`.  Not in `cdcnet/mbim.hpp`: it is
/// for test benches and tools.
#pragma once

#include <cdcnet/mbim/conformance/checker.hpp>
