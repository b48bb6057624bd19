// SPDX-License-Identifier: BSL-1.0
#define CDCNET_PROBED_PROFILE profile::spec
#include "conformance.cpp"
