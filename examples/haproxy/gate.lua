-- Asks Gatehouse about each request, and answers with its refusal or leaves its word in txn.gate_decision.
local PASSED = { "Decision", "Operation", "App", "Subject", "Account", "Scope", "Request-Id", "Assertion" }
-- Of the connection, not of the request; and what the question itself says.
local OWN = {}
for name in ("host connection keep-alive te trailer upgrade expect content-length transfer-encoding gatehouse-gate " ..
  "x-forwarded-for x-forwarded-method x-forwarded-uri"):gmatch("%S+") do OWN[name] = true end

local function question(txn)
  local headers = {
    ["gatehouse-gate"] = { txn:get_var("txn.gate_key") },
    ["x-forwarded-for"] = { txn.sf:src() },
    ["x-forwarded-method"] = { txn.sf:method() },
    ["x-forwarded-uri"] = { txn.sf:url() },
  }
  for name, values in pairs(txn.http:req_get_headers()) do
    if not OWN[name] then
      headers[name] = {}
      for at = 0, #values do headers[name][at + 1] = values[at] end
    end
  end
  return headers
end

local function refuse(txn, answer)
  local reply = txn:reply({ status = answer.status, body = answer.body })
  for name, values in pairs(answer.headers) do
    if not OWN[name] then
      for _, value in pairs(values) do reply:add_header(name, value) end
    end
  end
  txn:done(reply)
end

core.register_action("gate", { "http-req" }, function(txn)
  local answer = core.httpclient():get({ url = txn:get_var("txn.gate_url"), headers = question(txn), timeout = 2000 })
  local decisions = answer.headers and answer.headers["gatehouse-decision"]
  local decision = decisions and decisions[0]
  if decision == "refuse" and answer.status >= 400 then return refuse(txn, answer) end
  if answer.status ~= 200 or (decision ~= "allow" and decision ~= "would-refuse") then return end
  for _, name in ipairs(PASSED) do
    local values = answer.headers["gatehouse-" .. name:lower()]
    txn.http:req_set_header("Gatehouse-" .. name, values and values[0] or "-")
  end
  txn:set_var("txn.gate_decision", decision)
end)
