// SPDX-License-Identifier: BSL-1.0
/// \file
/// Macros that headers of systems and of other libraries define and that are ordinary words, with what they stand for there.
#pragma once

// What the library includes keeps its own names.
#include <fmt/format.h>

#include <boost/endian/conversion.hpp>
#include <gsl/gsl>

#ifdef _WIN32
#include <windows.h>
#else

// windows.h and what it includes
#define min(a, b) (((a) < (b)) ? (a) : (b))
#define max(a, b) (((a) > (b)) ? (a) : (b))
#define interface struct
#define small char
#define hyper double
#define near
#define far
#define cdecl
#define pascal
#define IN
#define OUT
#define OPTIONAL
#define CONST const
#define VOID void
#define CALLBACK
#define WINAPI
#define FAR
#define NEAR
#define PASCAL
#define THIS void
#define STRICT 1
#define TRUE 1
#define FALSE 0
#define ERROR 0
#define NO_ERROR 0
#define DELETE 0x00010000L
#define IGNORE 0
#define INFINITE 0xFFFFFFFF
#define ABSOLUTE 1
#define RELATIVE 2
#define DIFFERENCE 11
#define DUPLICATE 0x06
#define ALTERNATE 1
#define DOMAIN 1
#define OVERFLOW 3
#define UNDERFLOW 4
#define PASSTHROUGH 19
#define TRANSPARENT 1
#define OPAQUE 2
#define SUCCEEDED(hr) ((hr) >= 0)
#define FAILED(hr) ((hr) < 0)
#define CreateService CreateServiceA
#define DeviceCapabilities DeviceCapabilitiesA
#define GetMessage GetMessageA
#define GetObject GetObjectA
#define SendMessage SendMessageA
#define Yield()

#endif

// C libraries and compilers in their own dialects
#define unix 1
#define linux 1
#define i386 1
#define major(device) gnu_dev_major(device)
#define minor(device) gnu_dev_minor(device)
#define makedev(major, minor) gnu_dev_makedev(major, minor)
#define si_value _sifields
#define st_mtime st_mtim.tv_sec
#define sa_handler __sigaction_handler
#define s_addr S_un.S_addr
#define ECHO 0000010

// X11, Qt, Objective-C, Arduino
#define None 0L
#define Status int
#define Success 0
#define Always 2
#define Bool int
#define True 1
#define False 0
#define signals public
#define emit
#define nil 0
#define YES 1
#define NO 0
#define HIGH 0x1
#define LOW 0x0
#define INPUT 0x0
#define OUTPUT 0x1
#define DEFAULT 1
#define abs(x) ((x) > 0 ? (x) : -(x))
#define round(x) ((x) >= 0 ? (long)((x) + 0.5) : (long)((x) - 0.5))
#define bit(b) (1UL << (b))
#define F(text) text
#define PI 3.1415926535897932384626433832795
#define LED_BUILTIN 13
