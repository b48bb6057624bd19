// SPDX-License-Identifier: BSL-1.0
/// \file
/// The version of the library; the build system reads it from here.
#pragma once

#define CDCNET_VERSION_MAJOR 0
#define CDCNET_VERSION_MINOR 1
#define CDCNET_VERSION_PATCH 0
