"use strict";
// Figures in words, and elements. Text reaches the page as text nodes only.

const DASH = "\u2013";

function node(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

function svgNode(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function exists(value) { return value !== null && value !== undefined && !Number.isNaN(value); }

// As share_text in report/text.cc: never 0 or 100 for what is not.
function shareText(share) {
  if (!exists(share)) return DASH;
  const percent = 100 * share;
  if (percent <= 0) return "0\u00a0%";
  if (percent < 0.01) return "<\u00a00.01\u00a0%";
  if (percent < 0.995) return percent.toFixed(2) + "\u00a0%";
  if (percent < 9.95) return percent.toFixed(1) + "\u00a0%";
  if (percent < 99) return percent.toFixed(0) + "\u00a0%";
  if (percent < 99.9) return (Math.floor(percent * 10) / 10).toFixed(1) + "\u00a0%";
  return percent < 100 - 1e-7 ? ">\u00a099.9\u00a0%" : "100\u00a0%";
}

// A share of tries, stored in steps of half a percent, rounded down.
function triesText(share) { return exists(share) ? String(Math.round(share * 1000) / 10) + "\u00a0%" : DASH; }

function twoDigits(value) {
  if (value === 0) return "0";
  const digits = Math.max(0, 1 - Math.floor(Math.log10(Math.abs(value))));
  return digits > 0 ? value.toFixed(Math.min(digits, 2)) : String(Number(value.toPrecision(2)));
}

function rateText(kbps) {
  if (!exists(kbps)) return DASH;
  return kbps >= 1000 ? twoDigits(kbps / 1000) + "\u00a0Mbit/s" : twoDigits(kbps) + "\u00a0kbit/s";
}

function levelText(value, unit) { return exists(value) ? String(Math.round(value * 10) / 10).replace("-", "\u2212") + "\u00a0" + unit : DASH; }

// Of a handover: milliseconds, from a second on seconds.
function interruptionText(ms) {
  if (!exists(ms)) return DASH;
  return ms < 1000 ? `${Math.round(ms)}\u00a0ms` : `${Math.round(ms / 100) / 10}\u00a0s`;
}
function countText(value) { return exists(value) ? (value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value))) : DASH; }

// Seconds as a reader says them.
function durationText(seconds) {
  if (!exists(seconds)) return DASH;
  const [value, unit] = seconds < 60 ? [seconds, "s"] : seconds < 3600 ? [seconds / 60, "min"] : [seconds / 3600, "h"];
  return (value < 10 ? String(Math.round(value * 10) / 10) : String(Math.round(value))) + "\u00a0" + unit;
}

function peopleText(people) {
  if (people >= 999.5e6) return Number((people / 1e9).toPrecision(3)) + " billion";
  if (people >= 999.5e3) return Number((people / 1e6).toPrecision(3)) + " million";
  return Number(people.toPrecision(3)).toLocaleString("en");
}

const regionNames = (() => {
  try { return new Intl.DisplayNames(["en"], { type: "region" }); } catch { return null; }
})();

// ISO 3166-1 name; XZ and the codes without one are ours (base/id.h).
function areaName(code) {
  if (code === "XZ") return "High seas";
  if (!/^[A-Z]{2}$/.test(code) || regionNames === null) return code;
  try { return regionNames.of(code) || code; } catch { return code; }
}

function angleText(latitude, longitude) {
  return Math.abs(latitude).toFixed(1) + "\u00b0" + (latitude < 0 ? "S" : "N") + " " + Math.abs(longitude).toFixed(1) + "\u00b0" + (longitude < 0 ? "W" : "E");
}
