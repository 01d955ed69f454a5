# The flows of openid_connect, which signs people in to Rails, and of rack-oauth2 beneath it.

require 'openid_connect'
require_relative 'ruby'

# Both look for servers with https alone.
[SWD, WebFinger].each { |finder| finder.url_builder = URI::HTTP }
ACCESS_TOKEN = 'urn:ietf:params:oauth:token-type:access_token'.freeze

def provider
  OpenIDConnect::Discovery::Provider::Config.discover!(GIVEN['server'])
end

def endpoints
  found = provider
  {
    authorization_endpoint: found.authorization_endpoint,
    token_endpoint: found.token_endpoint,
    userinfo_endpoint: found.userinfo_endpoint,
    revocation_endpoint: found.raw['revocation_endpoint']
  }
end

def client(credentials = { secret: GIVEN['secret'] })
  OpenIDConnect::Client.new(
    identifier: GIVEN['key'], redirect_uri: GIVEN['callback'], **credentials, **endpoints
  )
end

def own(client, way = :basic)
  client.access_token!(way, scope: SCOPE).access_token
end

def code(scope)
  one = client
  back = browse(one.authorization_uri(scope: scope, state: 'its state', nonce: 'its nonce', **PKCE))
  one.authorization_code = back.fetch('code')
  one.access_token!(GIVEN['secret'].empty? ? :body : :basic, code_verifier: VERIFIER)
end

serve do |flow|
  case flow
  when 'discovery'
    done own(client), seen: provider.issuer
  when 'client_credentials'
    ways = %i[basic basic_without_www_form_urlencode body]
    done ways.map { |way| own(client, way) }.last
  when 'password'
    one = client
    one.resource_owner_credentials = GIVEN['username'], GIVEN['password']
    done own(one)
  when 'authorization_code'
    done code(SCOPE).access_token
  when 'openid'
    tokens = code('openid profile email')
    claims = OpenIDConnect::ResponseObject::IdToken.decode(tokens.id_token, provider.jwks)
    claims.verify!(issuer: GIVEN['server'], client_id: GIVEN['key'], nonce: 'its nonce')
    done tokens.access_token, seen: { sub: claims.sub, email: tokens.userinfo!.email }
  when 'refresh_token'
    first = code(SCOPE)
    one = client
    one.refresh_token = first.refresh_token
    done one.access_token!.access_token, before: first.access_token
  when 'token_exchange'
    first = code(SCOPE).access_token
    one = client
    one.public_send(:subject_token=, first, ACCESS_TOKEN)
    done one.access_token!.access_token, before: first
  when 'revocation'
    token = own(client)
    client.revoke!(access_token: token)
    done token
  when 'private_key_jwt'
    done own(client(private_key: OpenSSL::PKey.read(GIVEN['privateKey'])), :jwt_bearer)
  when 'registration'
    made = OpenIDConnect::Client::Registrar.new(
      provider.registration_endpoint,
      redirect_uris: [GIVEN['callback']],
      grant_types: ['client_credentials'],
      initial_access_token: GIVEN['initialAccess']
    ).register!
    made.token_endpoint = provider.token_endpoint
    done own(made), seen: made.identifier
  end
end
