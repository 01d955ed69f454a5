# The flows of oauth2; `scheme` says where it puts the app's credentials.

require 'oauth2'
require_relative 'ruby'

def client
  OAuth2::Client.new(
    GIVEN['key'],
    GIVEN['secret'],
    site: GIVEN['server'],
    authorize_url: '/authorization/authorize',
    token_url: '/authorization/token',
    redirect_uri: GIVEN['callback'],
    auth_scheme: GIVEN.fetch('scheme').to_sym
  )
end

def code
  url = client.auth_code.authorize_url(scope: SCOPE, state: 'its state', **PKCE)
  client.auth_code.get_token(browse(url).fetch('code'), code_verifier: VERIFIER)
end

serve do |flow|
  case flow
  when 'client_credentials'
    done client.client_credentials.get_token(scope: SCOPE).token
  when 'password'
    done client.password.get_token(GIVEN['username'], GIVEN['password'], scope: SCOPE).token
  when 'authorization_code'
    done code.token
  when 'refresh_token'
    first = code
    done first.refresh!.token, before: first.token
  end
end
