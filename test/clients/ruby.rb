# How every Ruby program here is spoken to; test/clients/program.ts describes it.

require 'base64'
require 'digest'
require 'json'
require 'securerandom'
require 'uri'

GIVEN = JSON.parse(ARGV.last)
SCOPE = 'deliveries'.freeze
VERIFIER = SecureRandom.urlsafe_base64(32)
PKCE = {
  code_challenge: Base64.urlsafe_encode64(Digest::SHA256.digest(VERIFIER), padding: false),
  code_challenge_method: 'S256'
}.freeze
$stdout.sync = true

# The parameters that the browser brings back.
def browse(url)
  puts "GO #{url}"
  URI.decode_www_form(URI($stdin.gets.strip).query).to_h
end

# Walks every flow that it is asked for.
def serve
  while (line = $stdin.gets)
    GIVEN.merge!(JSON.parse(line))
    yield GIVEN['flow']
  end
end

def done(token, more = {})
  puts "DONE #{JSON.generate({ token: token }.merge(more))}"
end
