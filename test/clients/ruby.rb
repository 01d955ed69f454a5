# One flow of Ruby's oauth2, as test/clients/program.ts describes it.

require 'base64'
require 'digest'
require 'json'
require 'oauth2'
require 'securerandom'

SCHEME = ARGV.fetch(0).to_sym
GIVEN = JSON.parse(ARGV.fetch(1))
SCOPE = 'deliveries'.freeze
$stdout.sync = true

def done(token, more = {})
  puts "DONE #{{ token: token.token }.merge(more).to_json}"
end

def client
  OAuth2::Client.new(
    GIVEN['key'],
    GIVEN['secret'],
    site: GIVEN['server'],
    authorize_url: '/authorization/authorize',
    token_url: '/authorization/token',
    redirect_uri: GIVEN['callback'],
    auth_scheme: SCHEME
  )
end

def code
  verifier = SecureRandom.urlsafe_base64(32)
  url = client.auth_code.authorize_url(
    scope: SCOPE,
    state: 'its state',
    code_challenge: Base64.urlsafe_encode64(Digest::SHA256.digest(verifier), padding: false),
    code_challenge_method: 'S256'
  )
  puts "GO #{url}"
  back = URI.decode_www_form(URI($stdin.gets.strip).query).to_h
  client.auth_code.get_token(back.fetch('code'), code_verifier: verifier)
end

case GIVEN['flow']
when 'client_credentials'
  done client.client_credentials.get_token(scope: SCOPE)
when 'password'
  done client.password.get_token(GIVEN['username'], GIVEN['password'], scope: SCOPE)
when 'authorization_code'
  done code
when 'refresh_token'
  first = code
  done first.refresh!, before: first.token
end
