require 'json'
require 'webrick'

ROUTES = [
  ['GET', %r{\A/v1/charges\z}, 'charges.list'],
  ['POST', %r{\A/v1/charges\z}, 'charges.create'],
  ['GET', %r{\A/v1/charges/summary\z}, 'charges.summary'],
  ['GET', %r{\A/v1/charges/[^/]+\z}, 'charges.read'],
  ['DELETE', %r{\A/v1/charges/[^/]+\z}, 'charges.end'],
  ['GET', %r{\A/v1/charges/[^/]+/refunds\z}, 'refunds.list'],
  ['POST', %r{\A/v1/charges/[^/]+/refunds\z}, 'refunds.create'],
  ['GET', %r{\A/v1/users/admin\z}, 'users.admin'],
  ['GET', %r{\A/v1/users/[^/]+\z}, 'users.read'],
  ['GET', %r{\A/v1/files/.+\z}, 'files.read'],
  ['GET', %r{\A/v1/health\z}, 'health'],
  ['GET', %r{\A/v1/echo\z}, 'echo']
].freeze

# Takes every method and every path; WEBrick itself decodes and normalizes them.
class Echo < WEBrick::HTTPServlet::AbstractServlet
  def service(request, response)
    method = request.request_method == 'HEAD' ? 'GET' : request.request_method
    route = ROUTES.find { |verb, path, _| verb == method && path.match?(request.path) }
    headers = request.raw_header.map { |line| line.strip.split(/:\s*/, 2).map(&:scrub) }
    request.body
    line = JSON.generate(operation: route && route[2], method: request.request_method,
                         target: request.unparsed_uri.scrub, headers: headers)
    $stdout.write("#{line}\n")
    response.status = route ? 200 : 404
    response['Content-Type'] = 'application/json'
    response.body = line
  end
end

$stdout.sync = true
server = WEBrick::HTTPServer.new(BindAddress: '127.0.0.1', Port: Integer(ARGV[0]), AccessLog: [],
                                 Logger: WEBrick::Log.new($stderr, WEBrick::Log::FATAL))
server.mount('/', Echo)
trap('TERM') { server.shutdown }
server.start
