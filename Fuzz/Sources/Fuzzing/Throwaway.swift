import CMS
import Foundation

/// An identity that opens the envelopes of the corpus, and nothing else: its key was made for this file.
let throwaway = CMSIdentity(
    certificate: Data(
        base64Encoded: """
            MIIDCzCCAfOgAwIBAgIUA/jeYZEpgVKYN4o0EF2lliYKnUowDQYJKoZIhvcNAQELBQAwFDESMBAGA1UEAwwJdGhyb3dhd2F5MCAXDTI2MTEyMjEw \
            MTcwNFoYDzIxMjYxMDI5MTAxNzA0WjAUMRIwEAYDVQQDDAl0aHJvd2F3YXkwggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEKAoIBAQCrBugzQY3i \
            jxj8gvGdyuOghdijEFSm2nItK6Y6Ee+Qp+2WzIeBqOwgDkV5PzhT/fo7urWWan6qNfIGn3cyeHditRUHSczBbt4xmRpl/TP+IXnEmJTAOBr5J83E \
            bvkiEf9TeRiv5iWqF5IWHWlvdmjkopsQA4tOIfASSIrVxXbuz6CWloc88dYqBK6me/fymupGeIpoCzvMhctegKffDIMliY9OEIAstx9Vz5Kg5KHw \
            repRROPdJBAUExWfXOZ1CFimlHYnk3X6X6OD99orlIcyAFRca7xqaJCYWeXQqXEM7p+v8gbVIwhw9NDiMIKqlcVlLnhVA1E89XCtpxw6FA+lAgMB \
            AAGjUzBRMB0GA1UdDgQWBBSSPTT/biQGxlNrJcPqt5Mpad0BbjAfBgNVHSMEGDAWgBSSPTT/biQGxlNrJcPqt5Mpad0BbjAPBgNVHRMBAf8EBTAD \
            AQH/MA0GCSqGSIb3DQEBCwUAA4IBAQBUcSDnTXslj/T7kS938Ei7vrd/QVI0rBltlwbKRd/H0OHYKnJXB1wi0VTGpvtRPnoEb8Xm2sNebsI7pxaM \
            cE64jA14mT07jrmIzUCdgPsQO1L/B+uszGtTGTTD81T2E6G60zlW0OMF+tOtJIMp1l/YRoWWc278Gwrc3hJl7UkBe1n5s6nDsk/tw0owzT7Tbmhb \
            PFI3MpCOcUX4FYmqQNFkGe2H5c8uzB2lSRh6Ocq0MI14Ot1N9wr+NqtX7y6HweZLvWMx/viy//IOTGIcgimeNX9Zv0yaQw9oUhEt+LMxM1FJ9rKf \
            0hVHGooIb5o1C0NvR35QEQG+fw83vBLVPo0C
            """) ?? Data(),
    privateKey: Data(
        base64Encoded: """
            MIIEpAIBAAKCAQEAqwboM0GN4o8Y/ILxncrjoIXYoxBUptpyLSumOhHvkKftlsyHgajsIA5FeT84U/36O7q1lmp+qjXyBp93Mnh3YrUVB0nMwW7e \
            MZkaZf0z/iF5xJiUwDga+SfNxG75IhH/U3kYr+YlqheSFh1pb3Zo5KKbEAOLTiHwEkiK1cV27s+glpaHPPHWKgSupnv38prqRniKaAs7zIXLXoCn \
            3wyDJYmPThCALLcfVc+SoOSh8K3qUUTj3SQQFBMVn1zmdQhYppR2J5N1+l+jg/faK5SHMgBUXGu8amiQmFnl0KlxDO6fr/IG1SMIcPTQ4jCCqpXF \
            ZS54VQNRPPVwraccOhQPpQIDAQABAoIBAALG0e5DGjKbcCRpW9LcAGYSxjmfgkBTO5dQJhq7P9BxaYIRQAHy5CKBGM+nHxr9/JoLpfcTM4s/5PYG \
            kMDZA9cuaXD82b4qNqFHgw401itCD+AJOiEEyCtTYhvWUWUkNaj9RlFUwzfHui9xusx8d6d+nFXeONzD4Enrs5VU52FpJruKrhDlp/5X6RmV1Ap4 \
            SsGWtzl5g0k1YwaBoV07TlxOv/wydN2DY6OqhlqsaSxYGt5e2Un4VbE6YnQrdBK6Aj/97Zc1cbT2wSZX/9Br99XGWTLljwAGe2Q3dvcD03Hbs9JQ \
            dGtEOrZwA+1NAhDP4cwScJ26pteF4R+IJrVJ6gECgYEA3sVU6FMZK3K5ZSkeaT3n04rNyV9VUMxaWlOSVBaiac9mSJ1aCbjpbbBWEm6TniLNNEUc \
            CjGjWh3EC9x5C6iRVLDLtpRsU78gbYIWglRRvhRnzSrwRXfbZDhZqVioPV4vGnJhLGFvmQWj9FwcYLH2amjWkwJhFBipP1Jq5wxfNZUCgYEAxImy \
            zD+RPAoVhrlK4WaqIdRV3dxDNWnfWu7dCP0vfYUHS8Fy1rNC1IUxy/A1JFgoHlqp5QWUCkch4bAlPWbpTovgbX8ssBaQgcXvQpEOwP88YlKAyF7y \
            XcVUKZYhVPYr3kJPtuj1XXRIl+BR4Q1TqPOf6SG6KV7UsvEQXEptzdECgYEAg9ALT3Rr/jNh06Oi5O7GT3tgDHkmSCrCg5PTj4HdE/KuOOUyM3KA \
            XHDsXPekzPsWpIkH8Fgyqc3XBJWt4eIaLBx4TU5BUsRScbl5jCBMRcZZLSLtDI3A+OoG05cr5TPndySaruHwYIDf5GTkParPfWMPI+lSe8ujyV4A \
            9zlw1IkCgYBs20PQAyljEsbHfxutapqy8BO7NYN4MzLF/+UnVGyYXjUjTXtY1aMfaMKjDWGxxq452ceeFQ/g/XMTuOd3ceepXKoqm7TZtzXE2yfh \
            O8zrMrN0VfQEhypAq8oo2oGNuGelzB6w1akJYR3QGSvgtevveTjJ/KdKwL6YehKwu3zD8QKBgQCP452FIBAi50zySvjedf8eTSQOYUIUOfkMO64F \
            /Vn13TcN5++XzMIpGRy/kuzZ2LxCdcdU8dChlN/OznEgP94/0z0W4VHxfqZ5WXR77tWc0GET3azYwVZMoMlrgffPKzDRinczWPOLXMkTYx6Sv+TS \
            gv2YFqrV327ZMDgx3pqhrA==
            """) ?? Data())
